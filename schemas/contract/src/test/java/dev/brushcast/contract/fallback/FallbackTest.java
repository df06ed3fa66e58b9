package dev.brushcast.contract.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FallbackPicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FallbackTest {

    private static final long CHUNK_US = 100_000;
    private static final FallbackPolicy POLICY = policy(FallbackPicture.PASSTHROUGH, null);

    private Fallback state = Fallback.NONE;
    private long atUs = 7_000_000;

    @Test
    void aModelThatGivesIsShown() {
        assertThat(given(POLICY, 100)).containsOnly(Shown.MODEL);
        assertThat(state).isEqualTo(Fallback.NONE);
    }

    @Test
    void aModelThatGivesNothingForAMomentIsWaitedFor() {
        assertThat(missed(POLICY, 19)).containsOnly(Shown.MODEL);
        assertThat(given(POLICY, 1)).containsOnly(Shown.MODEL);
        assertThat(missed(POLICY, 19)).containsOnly(Shown.MODEL);
    }

    @Test
    void afterHoldForTheSourceIsShownInItsPlace() {
        assertThat(missed(POLICY, 19)).containsOnly(Shown.MODEL);
        assertThat(missed(POLICY, 30)).containsOnly(Shown.SOURCE);
    }

    @Test
    void itIsShownAgainOnceItHasGivenForLongEnough() {
        missed(POLICY, 30);
        assertThat(given(POLICY, 49)).containsOnly(Shown.SOURCE);
        assertThat(given(POLICY, 1)).containsOnly(Shown.MODEL);
        assertThat(state).isEqualTo(Fallback.NONE);
    }

    @Test
    void aBreakBeginsThatTimeAnew() {
        missed(POLICY, 30);
        given(POLICY, 49);
        assertThat(missed(POLICY, 1)).containsOnly(Shown.SOURCE);
        assertThat(given(POLICY, 49)).containsOnly(Shown.SOURCE);
        assertThat(given(POLICY, 1)).containsOnly(Shown.MODEL);
    }

    @Test
    void aSlateFollowsWhereThePolicySaysSo() {
        FallbackPolicy later = policy(FallbackPicture.PASSTHROUGH, Duration.ofSeconds(1));
        missed(later, 19);
        assertThat(missed(later, 10)).containsOnly(Shown.SOURCE);
        assertThat(missed(later, 10)).containsOnly(Shown.SLATE);
    }

    @Test
    void aPictureThatIsHeldGivesWayToTheNextOneAtOnce() {
        FallbackPolicy hold = policy(FallbackPicture.HOLD, null);
        assertThat(missed(hold, 40)).endsWith(Shown.HELD);
        assertThat(given(hold, 1)).containsOnly(Shown.MODEL);
    }

    @Test
    void aSlateAfterAHeldPictureStaysUntilTheModelIsSteady() {
        FallbackPolicy slate = policy(FallbackPicture.HOLD, Duration.ofSeconds(1));
        assertThat(missed(slate, 40)).endsWith(Shown.SLATE);
        assertThat(given(slate, 49)).containsOnly(Shown.SLATE);
        assertThat(given(slate, 1)).containsOnly(Shown.MODEL);
    }

    @Test
    void whereTheSourceWasShownAtOnceTheWayBackIsTheSame() {
        state = state.fallen(POLICY, atUs, atUs + CHUNK_US);
        assertThat(state.shown()).isEqualTo(Shown.SOURCE);
        atUs += CHUNK_US;
        assertThat(given(POLICY, 49)).containsOnly(Shown.SOURCE);
        assertThat(given(POLICY, 1)).containsOnly(Shown.MODEL);
    }

    @Test
    void aPolicyIsTheSameOnTheOtherSideOfATopic() {
        FallbackPolicy policy = policy(FallbackPicture.SLATE, Duration.ofSeconds(3));
        assertThat(policy.rule().getHoldForUs()).isEqualTo(2_000_000);
        assertThat(policy.rule().getSlateAfterUs()).isEqualTo(3_000_000);
        assertThat(policy.rule().getRecoverAfterUs()).isEqualTo(5_000_000);
        assertThat(policy.rule().getShow()).isEqualTo(FallbackPicture.SLATE);
    }

    /** Whatever a model does: a thousand streams of chunks that come and do not come, as chance has it. */
    @ParameterizedTest
    @EnumSource(FallbackPicture.class)
    void whateverComesNothingFlickersAndNothingForbiddenIsShown(FallbackPicture then) {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            FallbackPolicy policy = policy(then, random.nextBoolean() ? Duration.ofSeconds(1) : null);
            state = Fallback.NONE;
            long changedUs = Fallback.NEVER;
            Shown before = Shown.MODEL;
            boolean comes = true;
            for (int i = 0; i < 400; i++) {
                comes = random.nextInt(12) == 0 ? !comes : comes;
                Shown now = (comes ? given(policy, 1) : missed(policy, 1)).getFirst();
                if (then != FallbackPicture.PASSTHROUGH) {
                    assertThat(now).isNotEqualTo(Shown.SOURCE);
                }
                boolean back = now == Shown.MODEL && (before == Shown.SOURCE || before == Shown.SLATE);
                if (back) {
                    assertThat(atUs - changedUs)
                            .as("seed %d: back after less than recoverAfter", seed)
                            .isGreaterThanOrEqualTo(5_000_000);
                    assertThat(comes).isTrue();
                }
                boolean away = before == Shown.MODEL && now != Shown.MODEL;
                changedUs = away ? atUs - CHUNK_US : changedUs;
                before = now;
            }
        }
    }

    private List<Shown> given(FallbackPolicy policy, int chunks) {
        return step(chunks, () -> state.given(policy, atUs, atUs + CHUNK_US));
    }

    private List<Shown> missed(FallbackPolicy policy, int chunks) {
        return step(chunks, () -> state.missed(policy, atUs, atUs + CHUNK_US));
    }

    private List<Shown> step(int chunks, java.util.function.Supplier<Fallback> next) {
        List<Shown> seen = new ArrayList<>();
        for (int i = 0; i < chunks; i++) {
            state = next.get();
            seen.add(state.shown());
            atUs += CHUNK_US;
        }
        return seen;
    }

    private static FallbackPolicy policy(FallbackPicture then, @Nullable Duration slateAfter) {
        return new FallbackPolicy(then, Duration.ofSeconds(2), slateAfter, Duration.ofSeconds(5));
    }
}
