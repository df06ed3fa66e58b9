package dev.brushcast.compose.control.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.source.MediaSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldStylesTest {

    private static final Instant NOW = Instant.parse("2026-11-27T17:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"stream:cam?epoch=3", "stream:cam?begin=head", "stream:cam?from=2026-11-26T17:00:00Z"})
    void whatIsReplayedHasItsStyleFromBeforeItWasRecorded(String source) {
        assertThat(OldStyles.beginningOf(MediaSource.parse(source), NOW)).isBefore(NOW.minus(Duration.ofDays(80)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream:cam", "testsrc", "rtmp://host/live/key"})
    void whatIsLiveHasItFromNowOn(String source) {
        assertThat(OldStyles.beginningOf(MediaSource.parse(source), NOW)).isNull();
    }
}
