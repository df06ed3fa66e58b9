package dev.brushcast.engine.video.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PositionsTest {

    @Test
    void positionsGoBackToTheWindowsLastSlotAgainAndAgain() {
        Positions positions = new Positions(50, 6);
        assertThat(positions.take(2)).isZero();
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            taken.add(positions.take(1));
        }
        assertThat(taken.getFirst()).isEqualTo(2);
        assertThat(taken.subList(46, 52)).containsExactly(48L, 49L, 5L, 6L, 7L, 8L);
        assertThat(taken.subList(91, 95)).containsExactly(48L, 49L, 5L, 6L).hasSize(4);
        assertThat(taken).allMatch(position -> position < 50);
    }

    @Test
    void theStagedInterfaceStandsStill() {
        Positions positions = Positions.standing(50, 6);
        positions.take(2);
        long last = 0;
        for (int i = 0; i < 60; i++) {
            last = positions.take(1);
        }
        assertThat(last).isEqualTo(5);
    }

    @Test
    void aWindowThatHasNoRoomIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Positions(6, 6));
    }
}
