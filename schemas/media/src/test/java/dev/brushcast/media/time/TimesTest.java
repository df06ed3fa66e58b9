package dev.brushcast.media.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimesTest {

    private static final int PICTURE = 0;
    private static final int AUDIO = 1;

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
}
