package dev.brushcast.media.ffmpeg.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.ffmpeg.input.InputItem;
import dev.brushcast.media.ffmpeg.input.MediaInput;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codecs whose decoders must be told what only the container says. */
class AudioFromContainersTest {

    @ParameterizedTest
    @ValueSource(strings = {"windows-media.wmv", "adpcm.avi", "g726.mov"})
    void aToneIsHeardInWhatIsMadeOfIt(String clip) throws URISyntaxException {
        MediaSource source = new MediaSource.LocalFile(
                Path.of(Objects.requireNonNull(getClass().getResource("/clips/" + clip), clip)
                        .toURI()));
        try (MediaInput input = MediaInput.open(source, InputOptions.DEFAULT, new Cancellation())) {
            AudioFormat format = Objects.requireNonNull(input.info().audio());
            try (AudioTranscoder transcoder = new AudioTranscoder(format)) {
                List<MediaPacket> packets = new ArrayList<>();
                for (InputItem item = input.read(); !(item instanceof InputItem.End); item = input.read()) {
                    if (item instanceof InputItem.Audio audio) {
                        packets.addAll(transcoder.transcode(
                                new MediaPacket(audio.data(), audio.pts(), audio.duration(), true)));
                    }
                }
                packets.addAll(transcoder.flush());

                float[] heard = Tone.heard(transcoder.format(), packets);
                assertThat(Tone.level(heard, transcoder.format().sampleRate(), 0.2, 0.8))
                        .as("FFmpeg's tone has an eighth of the full level")
                        .isBetween(0.08, 0.15);
            }
        }
    }
}
