package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.ffmpeg.input.Clips.Reading;
import dev.brushcast.media.ffmpeg.input.Clips.Shot;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.SourceInfo;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MediaInputTest {

    @Test
    void framesThatAreCodedOutOfOrderComeInTheOrderOfPresentation() {
        Reading reading = Clips.read("b-frames.mp4", 64, 48, Fit.CROP);

        assertThat(reading.shots())
                .extracting(Shot::ptsUs)
                .containsExactlyElementsOf(
                        LongStream.range(0, 24).mapToObj(n -> n * 40_000).toList());
        for (int n = 0; n < 24; n++) {
            double luma = 20 + 8 * n;
            assertThat(reading.shots().get(n).mean()).isCloseTo((luma - 16) * 255 / 219, within(4.0));
        }
        assertThat(reading.cause()).isNull();
        assertThat(reading.lost()).isZero();
    }

    @Test
    void audioComesUntouchedWithItsPrimingBeforeZero() throws Exception {
        Reading reading = Clips.read("b-frames.mp4", 64, 48, Fit.CROP);

        List<String> lines = new ArrayList<>();
        for (InputItem.Audio audio : reading.audios()) {
            byte[] hash = MessageDigest.getInstance("MD5").digest(audio.data());
            lines.add(audio.pts() + "," + audio.duration() + "," + audio.data().length + ","
                    + HexFormat.of().formatHex(hash));
        }
        assertThat(lines).isEqualTo(Files.readAllLines(Clips.path("b-frames.sound.csv")));
        assertThat(reading.audios().getFirst().pts()).isNegative();
        assertThat(reading.info().audio()).satisfies(audio -> {
            assertThat(audio.codec()).isEqualTo("aac");
            assertThat(audio.sampleRate()).isEqualTo(48_000);
            assertThat(audio.channelLayout()).isEqualTo("stereo");
            assertThat(audio.timeBase()).isEqualTo(new Rational(1, 48_000));
            assertThat(audio.config()).isNotEmpty();
        });
    }

    @Test
    void framesAtUnevenTimesKeepTheirTimes() {
        Reading reading = Clips.read("variable-rate.mkv", 64, 48, Fit.CROP);

        assertThat(reading.shots())
                .extracting(Shot::ptsUs)
                .containsExactly(0L, 40_000L, 80_000L, 120_000L, 320_000L, 360_000L, 800_000L);
    }

    @Test
    void aSourceThatStartsAgainGoesOnWhereItWas() {
        Reading reading = Clips.read("restarted.ts", 64, 48, Fit.CROP);

        assertThat(reading.shots()).hasSize(48);
        for (int n = 1; n < 48; n++) {
            long step =
                    reading.shots().get(n).ptsUs() - reading.shots().get(n - 1).ptsUs();
            assertThat(step).as("from frame %d", n - 1).isBetween(20_000L, 80_000L);
        }
        long ticksPerMs = 90;
        for (int n = 1; n < reading.audios().size(); n++) {
            long step =
                    reading.audios().get(n).pts() - reading.audios().get(n - 1).pts();
            assertThat(step / ticksPerMs).as("from packet %d", n - 1).isBetween(0L, 100L);
        }
    }

    @Test
    void framesWithoutTimesAreSpacedByTheFrameRate() {
        Reading reading = Clips.read("no-times.h264", 64, 48, Fit.CROP);

        assertThat(reading.shots()).hasSize(12);
        for (int n = 1; n < 12; n++) {
            assertThat(reading.shots().get(n).ptsUs()
                            - reading.shots().get(n - 1).ptsUs())
                    .isEqualTo(40_000);
            assertThat(reading.shots().get(n).mean())
                    .isGreaterThan(reading.shots().get(n - 1).mean());
        }
    }

    @Test
    void aSinglePictureIsAStreamOfOneFrame() {
        Reading reading = Clips.read("still.png", 64, 48, Fit.CROP);

        assertThat(reading.shots()).singleElement().satisfies(shot -> {
            assertThat(shot.ptsUs()).isZero();
            assertThat(shot.durationUs()).isPositive();
        });
    }

    @Test
    void fieldsAreNotedAndKept() {
        Reading reading = Clips.read("interlaced.mpg", 64, 48, Fit.CROP);

        assertThat(reading.info().interlaced()).isTrue();
        assertThat(reading.shots()).hasSize(4);
    }

    @Test
    void theSourceSaysHowItIsMeantToBeSeen() {
        assertThat(Clips.read("turned.mp4", 48, 64, Fit.CROP).info())
                .extracting(SourceInfo::displayWidth, SourceInfo::displayHeight)
                .containsExactly(48, 64);
        assertThat(Clips.read("wide-pixels.mkv", 48, 48, Fit.CROP).info())
                .extracting(SourceInfo::displayWidth, SourceInfo::displayHeight)
                .containsExactly(96, 96);
    }

    @Test
    void theTestPictureHasAudioAndTheLengthThatIsAskedFor() {
        MediaSource source = MediaSource.parse("testsrc:size=320x180:rate=30000/1001:duration=1");
        try (MediaInput input = MediaInput.open(source, InputOptions.DEFAULT, new Cancellation());
                FrameFitter fitter = new FrameFitter(320, 180, Fit.CROP)) {
            Reading reading = Clips.readAll(input, fitter);

            assertThat(reading.shots()).hasSize(30);
            assertThat(reading.info().frameRate()).isEqualTo(new Rational(30_000, 1001));
            assertThat(reading.info().hasAudio()).isTrue();
            assertThat(reading.audios()).isNotEmpty();
        }
    }
}
