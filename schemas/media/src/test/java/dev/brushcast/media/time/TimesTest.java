package dev.brushcast.media.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final int PICTURE = 0;
    private static final int AUDIO = 1;
    private static final long HOUR_US = 3_600_000_000L;

    private final RisingTimes frames = new RisingTimes(0, RisingTimes.FRAME_STEP_US);

    @Test
    void goodTimesStayAsTheyAre() {
        assertThat(frames.next(0, 40_000)).isZero();
        assertThat(frames.next(33_333, 40_000)).isEqualTo(33_333);
        assertThat(frames.next(9_000_000, 40_000)).isEqualTo(9_000_000);
    }

    @Test
    void aMissingTimeIsWhereTheFrameBeforeEnds() {
        frames.next(100_000, 40_000);
        assertThat(frames.next(RisingTimes.MISSING, 40_000)).isEqualTo(140_000);
        assertThat(frames.next(RisingTimes.MISSING, 40_000)).isEqualTo(180_000);
    }

    @Test
    void aTimeThatDoesNotRiseComesAMillisecondAfterTheOneBefore() {
        frames.next(100_000, 40_000);
        assertThat(frames.next(100_000, 40_000)).isEqualTo(101_000);
        assertThat(frames.next(60_000, 40_000)).isEqualTo(102_000);
        assertThat(frames.next(140_000, 40_000)).isEqualTo(140_000);
    }

    @Test
    void nothingComesBeforeTheStart() {
        assertThat(frames.next(-50_000, 40_000)).isZero();
        assertThat(frames.next(-10_000, 40_000)).isEqualTo(1_000);
        assertThat(frames.next(30_000, 40_000)).isEqualTo(30_000);
    }

    @Test
    void theStartOfTheSourceIsZeroForAllTracks() {
        Timeline timeline = new Timeline(1_400_000, true);
        assertThat(timeline.shiftUs(PICTURE, 1_400_000, 40_000)).isEqualTo(-1_400_000);
        assertThat(timeline.shiftUs(AUDIO, 1_500_000, 20_000)).isEqualTo(-1_400_000);
    }

    @Test
    void whenTheSourceStartsAgainBothTracksMoveTogether() {
        Timeline timeline = new Timeline(0, true);
        timeline.shiftUs(PICTURE, 59_960_000, 40_000);
        timeline.shiftUs(AUDIO, 59_900_000, 20_000);

        assertThat(timeline.shiftUs(PICTURE, 0, 40_000)).isEqualTo(60_000_000);
        assertThat(timeline.shiftUs(AUDIO, 59_920_000, 20_000))
                .as("sound from before")
                .isZero();
        assertThat(timeline.shiftUs(PICTURE, 40_000, 40_000)).isEqualTo(60_000_000);
        assertThat(timeline.shiftUs(AUDIO, 10_000, 20_000))
                .as("sound from after")
                .isEqualTo(60_000_000);
    }

    @Test
    void aLongPauseInARecordingIsKeptAndALeapOfALiveSourceIsNot() {
        Timeline recording = new Timeline(0, false);
        recording.shiftUs(PICTURE, 0, 40_000);
        assertThat(recording.shiftUs(PICTURE, 60_000_000, 40_000)).isZero();

        Timeline live = new Timeline(0, true);
        live.shiftUs(PICTURE, 0, 40_000);
        assertThat(live.shiftUs(PICTURE, 60_000_000, 40_000)).isEqualTo(-59_960_000);
    }

    @Test
    void aLeapOfHoursIsAFaultInARecordingToo() {
        Timeline recording = new Timeline(0, false);
        recording.shiftUs(PICTURE, 0, 40_000);
        recording.shiftUs(AUDIO, 0, 20_000);

        assertThat(recording.shiftUs(PICTURE, 5 * HOUR_US, 40_000)).isEqualTo(40_000 - 5 * HOUR_US);
        assertThat(recording.shiftUs(AUDIO, 5 * HOUR_US, 20_000))
                .as("the other track goes along")
                .isEqualTo(40_000 - 5 * HOUR_US);
    }

    @Test
    void aClockOf33BitsThatBeginsAgainIsGoneOnWith() {
        long wrapUs = (1L << 33) * 100 / 9;
        Timeline live = new Timeline(wrapUs - 80_000, true);
        live.shiftUs(PICTURE, wrapUs - 80_000, 40_000);
        live.shiftUs(PICTURE, wrapUs - 40_000, 40_000);

        assertThat(live.shiftUs(PICTURE, 0, 40_000)).isEqualTo(80_000);
        assertThat(live.shiftUs(PICTURE, 40_000, 40_000)).isEqualTo(80_000);
    }

    @Test
    void aPacketThatSaysThatItLastsForHoursMovesNothing() {
        Timeline recording = new Timeline(0, false);
        recording.shiftUs(PICTURE, 0, 10 * HOUR_US);

        assertThat(recording.shiftUs(PICTURE, 40_000, 40_000)).isZero();
        assertThat(recording.shiftUs(PICTURE, 80_000, 40_000)).isZero();
    }

    @Test
    void tracksWhoseClocksAreHoursApartBeginTogether() {
        Timeline live = new Timeline(0, true);
        live.shiftUs(AUDIO, 0, 20_000);

        assertThat(live.shiftUs(PICTURE, 7 * HOUR_US, 40_000)).isEqualTo(20_000 - 7 * HOUR_US);
        assertThat(live.shiftUs(AUDIO, 20_000, 20_000)).isZero();
        assertThat(live.shiftUs(PICTURE, 7 * HOUR_US + 40_000, 40_000)).isEqualTo(20_000 - 7 * HOUR_US);
    }

    @Test
    void aTrackThatBeginsAsMuchLaterAsItComesKeepsItsTime() {
        Timeline live = new Timeline(0, true);
        for (int i = 0; i < 60; i++) {
            live.shiftUs(AUDIO, i * 1_000_000L, 1_000_000);
        }

        assertThat(live.shiftUs(PICTURE, 60_000_000, 40_000)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE / 2, Long.MIN_VALUE / 2, -1})
    void whateverATimeStampIsTheSourceGoesOnWhereItWas(long stamp) {
        Timeline live = new Timeline(0, true);
        live.shiftUs(PICTURE, 1_000_000_000, 40_000);
        long wild = stamp + live.shiftUs(PICTURE, stamp, 40_000);

        assertThat(wild).isEqualTo(1_000_040_000);
        assertThat(1_000_080_000 + live.shiftUs(PICTURE, 1_000_080_000, 40_000)).isEqualTo(1_000_080_000);
    }
}
