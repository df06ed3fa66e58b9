package dev.brushcast.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {

    @Test
    void sizesAreReadAsTheyAreWritten() {
        assertThat(ReadAhead.parse("2g").bytes()).isEqualTo(2L << 30);
        assertThat(ReadAhead.parse("64MiB").bytes()).isEqualTo(64L << 20);
        assertThat(ReadAhead.parse("unbounded")).isEqualTo(ReadAhead.UNBOUNDED);
        assertThat(ReadAhead.parse(ReadAhead.DEFAULT.toString())).isEqualTo(ReadAhead.DEFAULT);
        assertThat(ReadAhead.parse(ReadAhead.UNBOUNDED.toString())).isEqualTo(ReadAhead.UNBOUNDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "512", "-1m", "0m", "lots"})
    void whatIsNoBoundIsRefused(String text) {
        assertThatThrownBy(() -> ReadAhead.parse(text)).isInstanceOf(UserError.class);
    }
}
