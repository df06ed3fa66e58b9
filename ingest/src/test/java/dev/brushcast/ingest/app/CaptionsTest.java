package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.media.Rational;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.testing.CaptionReadBack;
import dev.brushcast.media.testing.Line21;
import dev.brushcast.media.testing.NumberedClip;
import dev.brushcast.media.testing.Remux;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transport stream with closed captions, captured. */
class CaptionsTest {

    private static final String TEXT = "Captions belong to a time";
    private static final int FRAMES = 50;

    @TempDir
    private Path folder;

    private final CaptureBench bench = new CaptureBench();

    @Test
    void eachFrameHasItsOwn() throws Exception {
        bench.config = IngestConfig.of(new MediaSource.LocalFile(source()));
        List<VideoFrame> frames = capture();

        List<byte[]> sent = Line21.painted(TEXT);
        assertThat(frames).hasSize(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            assertThat(bytes(frames.get(i).getCaptions()))
                    .as("frame %d", i)
                    .isEqualTo(i < sent.size() ? sent.get(i) : null);
        }
    }

    @Test
    void nothingIsLostWhereFramesAreThinned() throws Exception {
        IngestConfig config = IngestConfig.of(new MediaSource.LocalFile(source()));
        bench.config = config.withPictures(config.pictures().withMaxFrameRate(10.0));
        List<VideoFrame> frames = capture();

        assertThat(frames).hasSize(20);
        assertThat(CaptionReadBack.text(frames.stream()
                        .map(frame -> bytes(frame.getCaptions()))
                        .map(captions -> captions == null ? new byte[0] : captions)
                        .toList()))
                .isEqualTo(TEXT);
    }

    private List<VideoFrame> capture() throws InterruptedException {
        bench.capture(OpenSource.open(bench.config.source(), InputOptions.DEFAULT, new Cancellation()));
        return bench.output.video.stream()
                .flatMap(chunk -> chunk.getFrames().stream())
                .toList();
    }

    private Path source() {
        Path mp4 = folder.resolve("clip.mp4");
        Path ts = folder.resolve("clip.ts");
        NumberedClip.write(mp4, FRAMES, new Rational(25, 1), 160, 96, false, Line21.painted(TEXT));
        Remux.to("mpegts", mp4, ts);
        return ts;
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer captions) {
        if (captions == null) {
            return null;
        }
        byte[] bytes = new byte[captions.remaining()];
        captions.duplicate().get(bytes);
        return bytes;
    }
}
