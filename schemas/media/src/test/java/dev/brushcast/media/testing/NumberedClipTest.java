package dev.brushcast.media.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.ffmpeg.input.InputItem;
import dev.brushcast.media.ffmpeg.input.MediaInput;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedClipTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private Path folder;

    @Test
    void everyNumberIsReadFromTheFileAtItsTimeAndTheAudioIsAsLong() {
        Path file = folder.resolve("numbers.mp4");
        NumberedClip.write(file, 40, new Rational(20, 1), 256, 144, true);

        List<Integer> numbers = new ArrayList<>();
        long audioEnd = 0;
        try (MediaInput input =
                        MediaInput.open(new MediaSource.LocalFile(file), InputOptions.DEFAULT, new Cancellation());
                FrameFitter fitter = new FrameFitter(256, 144, Fit.CROP)) {
            for (InputItem item = input.read(); !(item instanceof InputItem.End); item = input.read()) {
                if (item instanceof InputItem.Frame frame) {
                    assertThat(frame.frame().ptsUs()).isEqualTo(numbers.size() * 50_000L);
                    numbers.add(FrameBarcode.read(fitter.fit(frame.frame())).orElseThrow());
                } else if (item instanceof InputItem.Audio audio) {
                    audioEnd = audio.pts() + audio.duration();
                }
            }
        }

        assertThat(numbers).isEqualTo(IntStream.range(0, 40).boxed().toList());
        assertThat(audioEnd).isBetween(2 * 48_000L, 2 * 48_000L + 2_048);
    }
}
