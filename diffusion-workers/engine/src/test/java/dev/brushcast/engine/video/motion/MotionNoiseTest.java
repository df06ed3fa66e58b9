package dev.brushcast.engine.video.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MotionNoiseTest {

    private static final double[] MOTION = {1, 1, 1, 0.5, 0, 0};
    private static final double[] SCALES = {0.71, 0.701, 0.7001, 0.74501, 0.794501, 0.7994501};
    private static final int[] TIMES = {610, 601, 600, 645, 694, 699};

    private final MotionNoise noise = new MotionNoise(0.8);
    private float shade;

    @Test
    void theFasterThePictureMovesTheLessNoiseAndItComesBackSlowly() {
        for (int i = 0; i < MOTION.length; i++) {
            NoiseLevel level = next(0.2 * MOTION[i]);
            assertThat(level.scale()).isCloseTo(SCALES[i], within(1e-6));
            assertThat(level.time()).isEqualTo(TIMES[i]);
        }
    }

    @Test
    void aStillPictureStaysWhereItIs() {
        for (int i = 0; i < 100; i++) {
            assertThat(next(0)).isEqualTo(new NoiseLevel(0.8, 700));
        }
    }

    @Test
    void moreThanFullMotionIsFullMotion() {
        assertThat(next(1.5).scale()).isCloseTo(0.71, within(1e-6));
    }

    @Test
    void theLargestDifferenceOfAChunkCountsTheOneToTheFrameBeforeIncluded() {
        NoiseLevel within = new MotionNoise(0.8).next(flat(0), List.of(flat(0), flat(0.2f), flat(0.2f), flat(0.2f)));
        NoiseLevel boundary = new MotionNoise(0.8).next(flat(0), List.of(flat(0.2f), flat(0.2f)));
        assertThat(within.time()).isEqualTo(610);
        assertThat(boundary).isEqualTo(within);
    }

    @Test
    void scalesThatLeaveNoRoomAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MotionNoise(0.05));
        assertThatIllegalArgumentException().isThrownBy(() -> new MotionNoise(1.01));
        assertThatIllegalArgumentException().isThrownBy(() -> new MotionNoise(Double.NaN));
    }

    /** A chunk whose picture changes by so much, once. */
    private NoiseLevel next(double difference) {
        float before = shade;
        shade = (float) (before + difference);
        return noise.next(flat(before), List.of(flat(shade), flat(shade)));
    }

    private static float[] flat(float shade) {
        float[] frame = new float[3 * 8 * 8];
        Arrays.fill(frame, shade);
        return frame;
    }
}
