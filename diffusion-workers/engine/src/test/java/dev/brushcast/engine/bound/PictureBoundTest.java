package dev.brushcast.engine.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.memory.MemoryRoom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PictureBoundTest {

    private static final int NATIVE = 256 * 256;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final MemoryRoom MUCH = new MemoryRoom(1L << 40, 1L << 40, 1L << 40);
    private static final PictureSize LARGE = new PictureSize(2048, 2048);

    @Test
    void aPictureThatWouldKeepTheOthersWaitingIsTooLarge() {
        PictureBound bound = bound(35e6, MUCH, NATIVE);
        assertThat(bound.allows(new PictureSize(1280, 720))).isTrue();
        assertThat(bound.allows(LARGE)).isFalse();
        assertThat(bound).asString().contains("as 1368x1368: a frame would take more than 1.0 s");
    }

    @Test
    void aFastMachineTakesLargePictures() {
        assertThat(bound(5e6, MUCH, NATIVE).allows(LARGE)).isTrue();
    }

    @Test
    void aQuarterOfWhatMemoryThereIsBoundsThemAsWell() {
        // A frame of the model's own size takes 64 MiB of each.
        PictureBound bound = bound(5e6, new MemoryRoom(1L << 40, 1L << 30, 1L << 40), NATIVE);
        assertThat(bound.mostPixels()).isEqualTo(4 * NATIVE);
        assertThat(bound.why()).isEqualTo("of 1.0 GiB of direct memory a part is kept");
        assertThat(bound(5e6, new MemoryRoom(1L << 30, 1L << 40, 1L << 40), NATIVE)
                        .why())
                .contains("heap");
        assertThat(bound(5e6, new MemoryRoom(1L << 40, 1L << 40, 1L << 30), NATIVE)
                        .why())
                .contains("GiB of memory");
    }

    @Test
    void whatTheEngineIsSetUpForIsAlwaysTried() {
        PictureBound bound = bound(35e6, new MemoryRoom(0, 0, 0), 4 * NATIVE);
        assertThat(bound.mostPixels()).isEqualTo(4 * NATIVE);
        assertThat(bound.why()).contains("tried");
    }

    @Test
    void aSlowOrBusyMachineStillTriesFourTimesTheModelsOwnSides() {
        assertThat(bound(5e9, MUCH, NATIVE).mostPixels()).isEqualTo(16 * NATIVE);
        assertThat(bound(5e9, MUCH, NATIVE).allows(LARGE)).isFalse();
    }

    @Test
    void sidesWhoseProductOverflowsAreTooLarge() {
        assertThat(bound(5e6, MUCH, NATIVE).allows(new PictureSize(65_536, 65_536)))
                .isFalse();
    }

    @Test
    void growthIsBetweenInProportionAndSquared() {
        assertThat(Growth.between(100, 1, 400, 4).exponent()).isEqualTo(1, within(1e-9));
        assertThat(Growth.between(100, 1, 400, 16).exponent()).isEqualTo(2, within(1e-9));
        assertThat(Growth.between(100, 1, 400, 8).at(1600)).isEqualTo(64, within(1e-6));
        assertThat(Growth.between(100, 1, 400, 8).within(64)).isBetween(1599, 1600);
        // A busy moment while the smaller one was measured, and memory that was there already.
        assertThat(Growth.between(100, 5, 400, 4).exponent()).isEqualTo(1);
        assertThat(Growth.between(100, 0, 400, 4).exponent()).isEqualTo(1);
        assertThat(Growth.between(100, 0, 400, 0).within(1)).isEqualTo(Integer.MAX_VALUE);
    }

    private static PictureBound bound(double nanos, MemoryRoom room, int usualPixels) {
        Growth bytes = new Growth(NATIVE, 1 << 26, 1);
        return PictureBound.of(
                new FrameCost(new Growth(NATIVE, nanos, 1), bytes, bytes, bytes), room, SECOND, usualPixels, NATIVE);
    }
}
