package dev.brushcast.ingest.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.ingest.chunk.EpochHeader;
import dev.brushcast.ingest.chunk.Held;
import dev.brushcast.ingest.config.HoldConfig;
import dev.brushcast.ingest.config.WaitLimit;
import dev.brushcast.media.Rational;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Until when what a source has sent is held. */
class AirTimeTest {

    private static final long FRAME_US = 40_000;
    private static final long SECOND_US = 1_000_000;
    private static final long NS = 1_000;

    private long nowUs = 50 * SECOND_US;
    private AirTime air = air(HoldConfig.DEFAULT, new Rational(25, 1), false);

    @Test
    void aSourceThatSendsNothingIsHeldAfterASecondAndTheTimeOfAFrame() {
        frames(0, 25);

        assertThat(untilDueUs()).isEqualTo(SECOND_US + FRAME_US);
        pass(SECOND_US + FRAME_US);
        assertThat(hold()).isEqualTo(new Held(24 * FRAME_US + SECOND_US + FRAME_US - AirTime.MARGIN_US, null));
        assertThat(untilDueUs()).isEqualTo(500_000);
    }

    @Test
    void oneThatBrokeOffIsHeldAtOnceAndAirTimeGoesOnAsTheClockDoes() {
        frames(0, 25);
        air.lost();

        assertThat(untilDueUs()).isZero();
        assertThat(air.hold(nowUs * NS)).as("a frame that is late has its time").isNull();
        long before = 24 * FRAME_US;
        for (int i = 1; i <= 10; i++) {
            pass(500_000);
            assertThat(untilDueUs()).isZero();
            assertThat(hold().untilUs()).isEqualTo(before + i * 500_000L - AirTime.MARGIN_US);
        }
    }

    @Test
    void nothingIsHeldBeforeTheFirstFrame() {
        pass(60 * SECOND_US);
        air.lost();

        assertThat(untilDueUs()).isGreaterThan(SECOND_US);
        assertThat(air.isHeld()).isFalse();
    }

    @Test
    void aSourceSlowerThanAFrameASecondIsNotHeldBetweenItsFrames() {
        air = air(HoldConfig.DEFAULT, new Rational(0, 1), false);
        for (int i = 0; i < 5; i++) {
            assertThat(air.frame(i * 4L * SECOND_US, i < 1 ? 4 * SECOND_US : 0, nowUs * NS))
                    .isTrue();
            pass(4 * SECOND_US + 900_000); // late by nearly a second
            assertThat(untilDueUs()).isPositive();
            pass(-900_000);
        }
        air = air(HoldConfig.DEFAULT, new Rational(1, 5), false);
        assertThat(air.frame(0, FRAME_US, nowUs * NS)).isTrue();
        assertThat(untilDueUs()).as("a frame in five seconds, as it says").isEqualTo(6 * SECOND_US);
    }

    @Test
    void aFrameWhoseTimeIsHeldComesTooLateAndTheNextOneInTime() {
        frames(0, 25);
        pass(2 * SECOND_US);
        long until = hold().untilUs();

        assertThat(frame(until - 1)).isFalse();
        assertThat(frame(until)).isTrue();
        assertThat(untilDueUs()).as("it is back").isEqualTo(SECOND_US + FRAME_US);
    }

    @Test
    void aFrameThatComesAsItsTimeIsHeldIsNotTooLate() {
        frames(0, 25);
        pass(5 * SECOND_US);
        assertThat(hold()).isNotNull();

        pass(AirTime.MARGIN_US);
        assertThat(frame(24 * FRAME_US + 5 * SECOND_US)).isTrue();
    }

    @Test
    void whileFramesComeTooLateNothingIsHeldAnyFurther() {
        frames(0, 25);
        pass(3 * SECOND_US);
        long until = hold().untilUs();
        for (long pts = SECOND_US; pts < until; pts += FRAME_US) {
            pass(FRAME_US);
            assertThat(frame(pts)).isFalse();
            assertThat(untilDueUs()).isPositive();
        }
        assertThat(frame(until + FRAME_US)).isTrue();
    }

    @Test
    void framesThatAreNotWantedSayThatTheSourceIsThere() {
        frames(0, 25);
        pass(SECOND_US);
        air.heard(nowUs * NS);

        assertThat(untilDueUs()).isEqualTo(SECOND_US + FRAME_US);
    }

    @Test
    void whatWaitedWhileNobodyListenedIsNoSilence() {
        frames(0, 25);
        pass(3 * SECOND_US);
        air.busy(3 * SECOND_US * NS);

        assertThat(untilDueUs()).isEqualTo(SECOND_US + FRAME_US);
    }

    @Test
    void aSlateFollowsTenSecondsAfterTheLastFramesEnd() {
        frames(0, 25);
        air.lost();
        pass(10 * SECOND_US);
        assertThat(hold().slateFromUs()).isNull();
        pass(SECOND_US);
        Held slate = hold();

        assertThat(slate.slateFromUs()).isEqualTo(25 * FRAME_US + 10 * SECOND_US);
        assertThat(slate.slateFromUs()).isLessThan(slate.untilUs());
    }

    @Test
    void oneFrameThatIsBackIsHeldForTheWholeTimeAgainBeforeASlate() {
        frames(0, 25);
        pass(11 * SECOND_US + AirTime.MARGIN_US);
        long until = hold().untilUs();
        assertThat(frame(until)).isTrue();

        pass(10 * SECOND_US);
        assertThat(hold().slateFromUs()).isNull();
    }

    @Test
    void whoWantsNoSlateGetsNone() {
        air = air(HoldConfig.DEFAULT.withSlateAfter(WaitLimit.FOREVER), new Rational(25, 1), false);
        frames(0, 25);
        pass(3_600 * SECOND_US);

        assertThat(hold().slateFromUs()).isNull();
    }

    @Test
    void audioThatGoesOnIsNotSilenced() {
        frames(0, 25);
        for (int i = 0; i < 20; i++) {
            pass(100_000);
            assertThat(air.audio(SECOND_US + i * 100_000L, 100_000, nowUs * NS)).isTrue();
        }
        assertThat(hold()).isNotNull();
        assertThat(air.silence(nowUs * NS)).isNull();

        pass(SECOND_US);
        long until = hold().untilUs();
        assertThat(air.silence(nowUs * NS)).isEqualTo(until + AirTime.SILENCE_AHEAD_US);
        assertThat(air.audio(until, 20_000, nowUs * NS)).isFalse();
        assertThat(air.endUs()).isEqualTo(until + AirTime.SILENCE_AHEAD_US);
    }

    @Test
    void whatIsFetchedInPiecesIsSilentOnlyWhenWhatCameHasBeenOnAir() {
        air = air(HoldConfig.DEFAULT, new Rational(25, 1), true);
        for (int i = 0; i < 18 * 25; i++) { // at once
            assertThat(air.frame(i * FRAME_US, FRAME_US, nowUs * NS)).isTrue();
        }

        assertThat(untilDueUs()).isGreaterThan(18 * SECOND_US);
    }

    @Test
    void whatCameFarAheadOfTheClockIsHeldNoFurtherThanTenSecondsAheadOfIt() {
        for (int i = 0; i < 18 * 25; i++) { // at once
            assertThat(air.frame(i * FRAME_US, FRAME_US, nowUs * NS)).isTrue();
        }
        air.lost();
        pass(5 * SECOND_US);
        assertThat(air.hold(nowUs * NS)).isNull();
        pass(5 * SECOND_US);
        assertThat(hold().untilUs()).isEqualTo(20 * SECOND_US);
    }

    /** Each time that it is back it sends a second at once. */
    @Test
    void aSourceThatBreaksOffAgainAndAgainDoesNotRunEverFurtherAheadOfTheClock() {
        long aheadUs = 0;
        for (int epoch = 0; epoch < 200; epoch++) {
            nowUs = 0;
            air = new AirTime(
                    HoldConfig.DEFAULT,
                    new EpochHeader("s", 1, 0, 16, 16, new Rational(25, 1), true, PayloadFormat.JPEG, null, null),
                    false,
                    0,
                    aheadUs);
            assertThat(air.frame(SECOND_US, FRAME_US, nowUs)).isTrue();
            air.lost();
            pass(15 * SECOND_US);
            aheadUs += hold().untilUs() + AirTime.MARGIN_US - nowUs;
            assertThat(aheadUs).isBetween(0L, 3 * SECOND_US);
        }
    }

    private void frames(int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(frame(i * FRAME_US)).isTrue();
            if (i + 1 < to) {
                pass(FRAME_US);
            }
        }
    }

    private boolean frame(long ptsUs) {
        return air.frame(ptsUs, FRAME_US, nowUs * NS);
    }

    private Held hold() {
        return Objects.requireNonNull(air.hold(nowUs * NS));
    }

    private long untilDueUs() {
        return air.untilDue(nowUs * NS).toNanos() / NS;
    }

    private void pass(long us) {
        nowUs += us;
    }

    private AirTime air(HoldConfig config, Rational rate, boolean inPieces) {
        HoldConfig told = new HoldConfig(config.after(), Duration.ofMillis(500), config.slateAfter());
        return new AirTime(
                told,
                new EpochHeader("s", 1, 0, 16, 16, rate, true, PayloadFormat.JPEG, null, null),
                inPieces,
                nowUs * NS,
                0);
    }
}
