package dev.brushcast.egress.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ByteRangeTest {

    private static final ByteRange.Answer WHOLE = new ByteRange.Answer.Whole();
    private static final ByteRange.Answer UNSATISFIABLE = new ByteRange.Answer.Unsatisfiable();

    @Test
    void aRangeIsCutToTheFile() {
        assertThat(of("bytes=0-9")).isEqualTo(part(0, 9));
        assertThat(of("bytes=90-1000")).isEqualTo(part(90, 99));
        assertThat(of("bytes=10-")).isEqualTo(part(10, 99));
    }

    @Test
    void aSuffixIsTheEnd() {
        assertThat(of("bytes=-10")).isEqualTo(part(90, 99));
        assertThat(of("bytes=-1000")).isEqualTo(part(0, 99));
    }

    @Test
    void beyondTheEndThereIsNothing() {
        assertThat(of("bytes=100-")).isEqualTo(UNSATISFIABLE);
        assertThat(of("bytes=-0")).isEqualTo(UNSATISFIABLE);
    }

    @Test
    void whatIsNoSingleRangeGivesTheWholeFile() {
        assertThat(ByteRange.of(Optional.empty(), 100)).isEqualTo(WHOLE);
        assertThat(of("bytes=0-1,5-6")).isEqualTo(WHOLE);
        assertThat(of("bytes=-")).isEqualTo(WHOLE);
        assertThat(of("bytes=9-3")).isEqualTo(WHOLE);
        assertThat(of("lines=1-2")).isEqualTo(WHOLE);
        assertThat(of("bytes=99999999999999999999-")).isEqualTo(WHOLE);
    }

    private static ByteRange.Answer of(String header) {
        return ByteRange.of(Optional.of(header), 100);
    }

    private static ByteRange.Answer part(long first, long last) {
        return new ByteRange.Answer.Part(new ByteRange(first, last));
    }
}
