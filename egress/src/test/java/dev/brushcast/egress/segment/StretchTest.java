package dev.brushcast.egress.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StretchTest {

    private static final long SECOND = 90_000;

    @Test
    void stretchesAreCountedFromTimeZeroWhereverSomebodyBegins() {
        Stretch stretch = Stretch.of(2 * SECOND);

        assertThat(LongStream.rangeClosed(-6, 6).map(stretch::firstCell))
                .containsExactly(-10L, -5L, -5L, -5L, -5L, -5L, 0L, 0L, 0L, 0L, 0L, 5L, 5L);
    }

    @Test
    void stretchesOfLongSegmentsAreNoLonger() {
        assertThat(LongStream.of(SECOND / 2, SECOND, 4 * SECOND, 6 * SECOND, 30 * SECOND)
                        .map(cell -> Stretch.of(cell).cells()))
                .containsExactly(5L, 5L, 2L, 1L, 1L);
    }
}
