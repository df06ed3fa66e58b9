package dev.brushcast.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameRateCapTest {

    @Test
    void withoutALimitAllFramesAreKept() {
        assertThat(kept(null, 30, 300)).hasSize(300);
    }

    @Test
    void aLimitAtOrAboveTheRateKeepsEveryFrameInSpiteOfRounding() {
        assertThat(kept(30.0, 30, 3_000)).hasSize(3_000);
        assertThat(kept(29.97, 29.97, 3_000)).hasSize(3_000);
        assertThat(kept(60.0, 25, 250)).hasSize(250);
    }

    @Test
    void halfTheRateKeepsEverySecondFrame() {
        assertThat(kept(15.0, 30, 10)).hasSize(5);
        assertThat(gaps(kept(15.0, 30, 300))).containsOnly(2);
        assertThat(gaps(kept(15.0, 60, 600))).containsOnly(4);
    }

    @Test
    void framesAreDroppedEvenly() {
        List<Integer> kept = kept(20.0, 30, 300);

        assertThat(kept).hasSize(200);
        assertThat(gaps(kept)).containsOnly(1, 2);
        assertThat(gaps(kept(24.0, 25, 2_500))).containsOnly(1, 2);
        assertThat(kept(24.0, 25, 2_500)).hasSize(2_400);
    }

    private static List<Integer> kept(@Nullable Double limit, double rate, int frames) {
        FrameRateCap cap = new FrameRateCap(limit);
        return IntStream.range(0, frames)
                .filter(n -> cap.keeps(Math.round(n * 1e6 / rate)))
                .boxed()
                .toList();
    }

    private static List<Integer> gaps(List<Integer> numbers) {
        return IntStream.range(1, numbers.size())
                .mapToObj(i -> numbers.get(i) - numbers.get(i - 1))
                .toList();
    }
}
