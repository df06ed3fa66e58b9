package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.SourceAbsentException;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.ffmpeg.input.Clips.Reading;
import dev.brushcast.media.publish.BytePipe;
import dev.brushcast.media.publish.Seat;
import dev.brushcast.media.publish.Sender;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.PublishSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PublishedInputTest {

    private static final PublishSource SOURCE = PublishSource.of("a-key-that-is-long");

    @Test
    void whatABrowserRecordsIsLiveAndKeepsItsTimes() throws Exception {
        Reading reading = read(InputOptions.DEFAULT, clips("recorded.webm"));

        assertThat(reading.info().videoCodec()).isEqualTo("vp8");
        assertThat(reading.info().live()).isTrue();
        assertThat(reading.info().hasAudio()).isTrue();
        assertThat(reading.shots()).hasSize(24);
        assertThat(reading.shots().getLast().ptsUs()
                        - reading.shots().getFirst().ptsUs())
                .isBetween(915_000L, 925_000L);
        assertThat(reading.audios()).hasSizeGreaterThan(40);
    }

    @Test
    void fragmentsOfMp4AreReadAsWell() throws Exception {
        Reading reading = read(InputOptions.DEFAULT, clips("piece-init.mp4", "piece.m4s"));

        assertThat(reading.info().live()).isTrue();
        assertThat(reading.shots()).isNotEmpty();
    }

    @Test
    void aPlaylistOpensNothing() {
        byte[] playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n"
                .repeat(100)
                .getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> read(InputOptions.DEFAULT, playlist))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("send WebM or fragmented MP4");
    }

    @Test
    void soundAloneIsRefused() {
        assertThatThrownBy(() -> read(InputOptions.DEFAULT, clips("sound-only.m4a")))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("publish:***");
    }

    @Test
    void nobodyWhoComesIsTold() {
        InputOptions impatient = InputOptions.DEFAULT.withAcceptTimeout(Duration.ofMillis(50));

        assertThatThrownBy(() -> MediaInput.published(SOURCE, new Seat(), impatient, new Cancellation()))
                .isInstanceOf(SourceAbsentException.class)
                .hasMessageContaining("nobody has published");
    }

    private static byte[] clips(String... names) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String name : names) {
            all.write(Files.readAllBytes(Clips.path(name)));
        }
        return all.toByteArray();
    }

    private static Reading read(InputOptions options, byte[] bytes) throws InterruptedException {
        BytePipe pipe = new BytePipe(BytePipe.USUAL_BYTES);
        for (int at = 0; at < bytes.length; at += 700) {
            pipe.write(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, Math.min(at + 700, bytes.length))));
        }
        pipe.end();
        Seat seat = new Seat();
        seat.take(new Done(pipe));
        try (MediaInput input = MediaInput.published(SOURCE, seat, options, new Cancellation());
                FrameFitter fitter = new FrameFitter(64, 48, Fit.STRETCH)) {
            return Clips.readAll(input, fitter);
        }
    }

    private record Done(BytePipe pipe) implements Sender {

        @Override
        public boolean hasMedia() {
            return true;
        }

        @Override
        public void close() {
            pipe.end();
        }
    }
}
