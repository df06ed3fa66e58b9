package dev.brushcast.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.ffmpeg.input.InputItem;
import dev.brushcast.media.ffmpeg.input.MediaInput;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FfmpegTest {

    @Test
    @EnabledOnOs(OS.LINUX) // where a process can read which libraries it has
    void nothingIsLoadedThatAServerDoesNotHave() throws IOException {
        MediaSource source = MediaSource.parse("testsrc:duration=1");
        try (MediaInput input = MediaInput.open(source, InputOptions.DEFAULT, new Cancellation())) {
            assertThat(input.read()).isNotInstanceOf(InputItem.End.class);
        }

        assertThat(Files.readString(Path.of("/proc/self/maps")))
                .contains("libavformat")
                .doesNotContain("libavdevice", "libpulse", "libasound", "libxcb");
    }
}
