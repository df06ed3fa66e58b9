package dev.brushcast.egress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.rendition.Rendition.Position;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace.Leader leader = new Pace.Leader(Optional.empty());
    private final Pace follower = new Pace.Follower(leader, 1_000);

    @Test
    void aFollowerTakesItsFirstPicturesUnasked() {
        assertThat(follower.mayGoOn(Optional.empty())).isTrue();
    }

    @Test
    void aFollowerWaitsForALeaderThatHasNotBegun() {
        assertThat(follower.mayGoOn(at(0, 0))).isFalse();
    }

    @Test
    void aFollowerKeepsWithinReachOfItsLeader() {
        leader.reached(at(0, 500));

        assertThat(follower.mayGoOn(at(0, 1_500))).isTrue();
        assertThat(follower.mayGoOn(at(0, 1_501))).isFalse();
        assertThat(follower.mayGoOn(at(1, 0))).isFalse();
    }

    @Test
    void aFollowerTakesNothingUntilItsLeaderHasMadeUpForWhatIsMissing() {
        Pace.Leader behind = new Pace.Leader(at(1, 500));
        Pace waiting = new Pace.Follower(behind, 1_000);

        assertThat(waiting.mayGoOn(Optional.empty())).isFalse();
        behind.reached(at(1, 499));
        assertThat(waiting.mayGoOn(Optional.empty())).isFalse();
        assertThat(waiting.mayGoOn(at(1, 0))).isFalse();
        behind.reached(at(1, 500));
        assertThat(waiting.mayGoOn(Optional.empty())).isTrue();
        assertThat(waiting.mayGoOn(at(1, 1_500))).isTrue();
    }

    @Test
    void aLeaderThatLeavesBehindOfWhereItWasToComeHoldsNobodyUp() {
        Pace.Leader behind = new Pace.Leader(at(1, 500));
        behind.left();

        assertThat(new Pace.Follower(behind, 1_000).mayGoOn(Optional.empty())).isTrue();
    }

    @Test
    void nothingHoldsAFollowerBackOnceItsLeaderHasLeft() {
        leader.left();

        assertThat(follower.mayGoOn(at(7, 9_999))).isTrue();
    }

    private static Optional<Position> at(long epoch, long ptsUs) {
        return Optional.of(new Position(epoch, ptsUs));
    }
}
