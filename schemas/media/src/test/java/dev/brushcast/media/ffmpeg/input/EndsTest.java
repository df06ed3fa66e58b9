package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.ffmpeg.demux.Beginning;
import dev.brushcast.media.ffmpeg.input.ClipServer.Answer;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EndsTest {

    private static final String CLIP = "restarted.ts";
    private static final int FRAMES = 48;

    @ParameterizedTest
    @CsvSource({
        "http, CHUNKED_WHOLE, COMPLETE",
        "http, LENGTH_WHOLE, COMPLETE",
        "http, CHUNKED_CUT, CLOSED",
        "http, NO_LENGTH, CLOSED",
        "tcp, BARE, CLOSED",
        "tcp, RESET, BROKEN"
    })
    void whetherMoreMayComeIsToldByHowTheConnectionEnds(String scheme, Answer answer, EndKind kind) throws IOException {
        try (ClipServer server = new ClipServer(CLIP, answer);
                MediaInput input = open(scheme, server)) {
            assertThat(last(input).kind()).isEqualTo(kind);
        }
    }

    @Test
    void aRecordingThatIsServedAgainIsKnownByItsFirstPacketsAndStillReadWhole() throws IOException {
        Beginning first;
        try (ClipServer server = new ClipServer(CLIP, Answer.BARE);
                MediaInput input = open("tcp", server)) {
            assertThat(input.beginsLike(new Beginning())).isFalse();
            last(input);
            first = input.beginning();
        }
        try (ClipServer server = new ClipServer(CLIP, Answer.BARE);
                MediaInput again = open("tcp", server)) {
            assertThat(again.beginsLike(first)).isTrue();
            assertThat(frames(again)).isEqualTo(FRAMES);
        }
        try (ClipServer server = new ClipServer("no-times.h264", Answer.BARE);
                MediaInput other = open("tcp", server)) {
            assertThat(other.beginsLike(first)).isFalse();
        }
    }

    private static MediaInput open(String scheme, ClipServer server) {
        MediaSource source = MediaSource.parse(scheme + "://localhost:" + server.port() + "/live.ts");
        return MediaInput.open(source, InputOptions.DEFAULT, new Cancellation());
    }

    private static InputItem.End last(MediaInput input) {
        while (true) {
            if (input.read() instanceof InputItem.End end) {
                return end;
            }
        }
    }

    private static int frames(MediaInput input) {
        int frames = 0;
        for (InputItem item = input.read(); !(item instanceof InputItem.End); item = input.read()) {
            frames += item instanceof InputItem.Frame ? 1 : 0;
        }
        return frames;
    }
}
