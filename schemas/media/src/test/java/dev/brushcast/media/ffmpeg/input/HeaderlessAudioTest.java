package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.input.Clips.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AAC over FLV whose publisher does not say how it is configured, as some do when they come back after a break. */
class HeaderlessAudioTest {

    private static final int FLV_HEADER = 13;
    private static final int TAG_HEADER = 11;
    private static final int AUDIO = 8;

    @TempDir
    private Path folder;

    @Test
    void withoutAnyHeaderThereIsThePictureAlone() throws IOException {
        Reading reading = Clips.read(withoutHeaders(), 64, 48, Fit.CROP);

        assertThat(reading.audios()).as("nobody knows its rate").isEmpty();
        assertThat(reading.shots())
                .hasSameSizeAs(Clips.read("aac-config.flv", 64, 48, Fit.CROP).shots());
    }

    /** The clip without the tags that hold a configuration, which have a packet type of 0. */
    private Path withoutHeaders() throws IOException {
        ByteBuffer flv = ByteBuffer.wrap(Files.readAllBytes(Clips.path("aac-config.flv")));
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        kept.write(flv.array(), 0, FLV_HEADER);
        for (int at = FLV_HEADER; at + TAG_HEADER < flv.capacity(); ) {
            int length = TAG_HEADER + (flv.getInt(at) & 0xFFFFFF) + Integer.BYTES;
            boolean configures = flv.get(at) == AUDIO && flv.get(at + TAG_HEADER + 1) == 0;
            if (!configures) {
                kept.write(flv.array(), at, length);
            }
            at += length;
        }
        assertThat(kept.size()).isLessThan(flv.capacity());
        return Files.write(folder.resolve("headerless.flv"), kept.toByteArray());
    }
}
