package dev.brushcast.media.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.StreamSource.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSourceTest {

    @Test
    void aStreamAloneIsFollowedLive() {
        StreamSource source = (StreamSource) MediaSource.parse("stream:cam");

        assertThat(source.streamId()).isEqualTo("cam");
        assertThat(source.isRecorded()).isFalse();
        assertThat(source.head()).isFalse();
    }

    @Test
    void aRangeIsOfTimesOrOfSecondsInACapture() {
        StreamSource times =
                (StreamSource) MediaSource.parse("stream:cam?from=2026-11-27T17:00:00Z&to=2026-11-27T17:05:00Z");
        StreamSource seconds = (StreamSource) MediaSource.parse("stream:cam?epoch=3&from=10&to=60.5s&speed=1.0");

        assertThat(times.from()).isEqualTo(new Moment.At(Instant.parse("2026-11-27T17:00:00Z")));
        assertThat(seconds.epoch()).isEqualTo(3);
        assertThat(seconds.to()).isEqualTo(new Moment.After(Duration.ofMillis(60_500)));
        assertThat(seconds.speed()).isEqualTo(1.0);
        assertThat(seconds.isRecorded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stream:cam",
                "stream:cam?begin=head",
                "stream:cam?epoch=3",
                "stream:cam?epoch=3&from=10&to=60.5&speed=1.0",
                "stream:cam?from=2026-11-27T17:00:00Z"
            })
    void whatIsToldCanBeReadAgain(String text) {
        MediaSource source = MediaSource.parse(text);

        assertThat(source.redacted()).isEqualTo(text);
        assertThat(MediaSource.parse(source.redacted())).isEqualTo(source);
        assertThat(StreamSource.streamIdOf(text)).isEqualTo("cam");
        assertThat(StreamSource.streamIdOf("rtmp://host/live")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stream:|names no stream",
                "stream:cam?epoch=x|does not understand 'epoch=x'",
                "stream:cam?epoch=|does not understand 'epoch='",
                "stream:cam?since=1|does not understand 'since=1'",
                "stream:cam?from=yesterday|does not understand 'from=yesterday'",
                "stream:cam?epoch=1&speed=0|does not understand 'speed=0'",
                "stream:cam?from=10&to=5|from must be before to, not 10 and 5",
                "stream:cam?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z|from must be before to",
                "stream:cam?from=10&to=2026-01-01T00:00:00Z|either both times or both seconds",
                "stream:cam?speed=1.0|speed is for what is recorded",
                "stream:cam?epoch=1&begin=head|begin=head is for a stream that is followed live",
            })
    void whatCannotBeIsRefusedWithWhatCan(String text, String why) {
        assertThatThrownBy(() -> MediaSource.parse(text))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining(why);
    }
}
