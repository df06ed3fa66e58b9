package dev.brushcast.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import dev.brushcast.kit.net.Allowance;
import dev.brushcast.kit.net.HostPolicy;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.MediaSource;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePolicyTest {

    private static final HostPolicy.Resolver NOBODY = host -> {
        throw new UnknownHostException(host);
    };

    private static final SourcePolicy STRANGERS = new SourcePolicy(new HostPolicy(Allowance.NONE, NOBODY));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "testsrc",
                "testsrc:size=64x64",
                "txt2img",
                "stream:cam",
                "http://93.184.216.34/a.m3u8",
                "srt://cdn.example:9"
            })
    void whatIsGeneratedOrOnTheInternetIsASource(String source) {
        assertThat(STRANGERS.refusal(MediaSource.parse(source))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "clip.mp4",
                "../clip.mp4",
                "file:/etc/passwd",
                "FILE:///etc/passwd",
                "./testsrc",
                "udp://0.0.0.0:5000",
                "srt://:9000?mode=listener",
                "tcp://0.0.0.0:9000?listen",
                "http://127.0.0.1:9092/",
                "rtsp://[::1]/a"
            })
    void filesAndThisMachineAreNot(String source) {
        assertThatThrownBy(() -> STRANGERS.require(MediaSource.parse(source)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(" is refused: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"concat:/etc/passwd|a", "pipe:0", "subfile,,start,0,end,9,,:/etc/passwd", "data:,x", "fd:3"})
    void whatFfmpegTakesForAnAddressIsNoSourceAtAll(String source) {
        assertThatThrownBy(() -> MediaSource.parse(source)).isInstanceOf(MediaException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp://0.0.0.0:5000", "srt://:9000?mode=listener", "rtmp://127.0.0.1/live/a"})
    void whereEveryAddressIsAllowedListenersAre(String source) {
        SourcePolicy open = new SourcePolicy(new HostPolicy(Allowance.ALL, NOBODY));

        assertThat(open.refusal(MediaSource.parse(source))).isEmpty();
        assertThat(new SourcePolicy(new HostPolicy(Allowance.of(false, List.of("0.0.0.0/8")), NOBODY))
                        .refusal(MediaSource.parse("udp://0.0.0.0:5000")))
                .isEmpty();
    }
}
