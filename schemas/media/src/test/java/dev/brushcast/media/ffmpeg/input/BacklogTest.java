package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.ffmpeg.input.ClipServer.Answer;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source of two seconds, 48 frames, that sends while nobody reads it. */
@Timeout(60)
class BacklogTest {

    private static final int FRAMES = 48;
    private static final Duration BEARABLE = Duration.ofMillis(300);

    @Test
    void whatALiveSourceSentWhileNobodyReadItIsLeftOutAndTimesBeginWithTheNewestFrame() throws Exception {
        Read read = readAfter(Duration.ofMillis(700), BEARABLE);

        assertThat(read.leftOut()).isGreaterThanOrEqualTo(13);
        assertThat(read.leftOut() + read.framesUs().size()).isEqualTo(FRAMES);
        if (!read.framesUs().isEmpty()) { // unless the machine takes two seconds for less than one
            assertThat(read.framesUs().getFirst()).isBetween(0L, 100_000L);
            assertThat(read.framesUs().getLast()).isLessThan((FRAMES - read.leftOut()) * 42_000L + 100_000);
        }
        assertThat(read.audioPts()).allMatch(pts -> pts >= 0).isSorted();
    }

    @Test
    void aSourceThatIsReadSoonIsReadWhole() throws Exception {
        Read read = readAfter(Duration.ZERO, Duration.ofSeconds(30));

        assertThat(read.leftOut()).isZero();
        assertThat(read.framesUs()).hasSize(FRAMES);
    }

    private record Read(int leftOut, List<Long> framesUs, List<Long> audioPts) {}

    private static Read readAfter(Duration wait, Duration bearable) throws IOException, InterruptedException {
        try (ClipServer server = new ClipServer("restarted.ts", Answer.BARE);
                MediaInput input = MediaInput.open(
                        MediaSource.parse("tcp://127.0.0.1:" + server.port()),
                        InputOptions.DEFAULT,
                        new Cancellation())) {
            Thread.sleep(wait);
            int leftOut = input.leaveOut(bearable);
            List<Long> frames = new ArrayList<>();
            List<Long> audio = new ArrayList<>();
            while (true) {
                switch (input.read()) {
                    case InputItem.Frame frame -> frames.add(frame.frame().ptsUs());
                    case InputItem.Audio packet -> audio.add(packet.pts());
                    case InputItem.End _ -> {
                        return new Read(leftOut, frames, audio);
                    }
                    default -> {}
                }
            }
        }
    }
}
