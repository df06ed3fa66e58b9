package dev.brushcast.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.FallbackPicture;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.fallback.FallbackPolicy;
import dev.brushcast.contract.fleet.ModelChoice;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.ConfigFile;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.picture.JpegOptions;
import dev.brushcast.media.source.AudioChoice;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestConfigTest {

    @TempDir
    private Path folder;

    private static DesiredStream desired(String ingest) {
        return new DesiredStream("news", 3, 1L, true, ingest, "{}", 0L, 0L);
    }

    @Test
    void aStreamThatIsToBeSaysItsSourceAndWhatItWantsOtherwise() {
        IngestConfig config =
                IngestConfig.of(desired("{\"source\": \"testsrc\", \"chunks\": {\"frames\": 2}}"), new Topics("team."));
        assertThat(config)
                .isEqualTo(IngestConfig.of(MediaSource.parse("testsrc"))
                        .withTopics(new Topics("team."))
                        .withAddress(new StreamAddress("news", 3))
                        .withChunks(config.chunks()));
        assertThat(config.chunks().frames()).isEqualTo(2);
    }

    @Test
    void itsNameAndSlotAreNotInItsSettings() {
        assertThatThrownBy(() -> IngestConfig.of(desired("{\"source\": \"testsrc\", \"slot\": 1}"), Topics.UNPREFIXED))
                .isInstanceOf(UserError.class)
                .hasMessage("ingest: slot: is not set here");
    }

    @Test
    void theReferenceFileSaysTheDefaults() throws URISyntaxException {
        Path reference = Path.of(Objects.requireNonNull(IngestConfig.class.getResource("reference.yaml"))
                .toURI());

        assertThat(ConfigFile.read(reference, IngestConfig.class, Map.of()))
                .isEqualTo(IngestConfig.of(MediaSource.parse("clip.mp4")));
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws IOException {
        assertThat(read("source: txt2img:size=320x256"))
                .isEqualTo(IngestConfig.of(MediaSource.parse("txt2img:size=320x256")));
    }

    @Test
    void everySettingCanBeSet() throws IOException {
        assertThat(read("""
                source: rtmp://host/live/${KEY}
                topicPrefix: team-a.
                stream: cat
                slot: 3
                audioTrack: en
                pacing: real_time
                pictures: {width: 512, height: 288, fit: pad, maxFrameRate: 12.5, format: rgb24, jpegQuantiser: 5}
                chunks: {frames: 8, readAhead: unbounded, maxUnacknowledged: 2g}
                connection: {waitFor: forever, openTimeout: 5s, readTimeout: 4s, pictureWait: 2m, giveUpAfter: 2h, firstPause: 100ms, longestPause: 3s, holdAfter: 2s, holdEvery: 250ms, slateAfter: forever}
                fallback: {show: slate, holdFor: 3s, slateAfter: 0, recoverAfter: 7s, startPatience: 1m}
                model: sd-turbo
                """))
                .isEqualTo(new IngestConfig(
                        new Topics("team-a."),
                        new StreamAddress("cat", 3),
                        MediaSource.parse("rtmp://host/live/s3cret"),
                        Pacing.REAL_TIME,
                        new PictureConfig(
                                new Geometry.Exact(512, 288), Fit.PAD, 12.5, PayloadFormat.RGB24, new JpegOptions(5)),
                        new ChunkConfig(8, ReadAhead.UNBOUNDED, 2L << 30),
                        new ConnectionConfig(
                                WaitLimit.FOREVER,
                                new InputOptions(
                                        Duration.ofSeconds(5),
                                        Duration.ofSeconds(4),
                                        Duration.ofMinutes(2),
                                        AudioChoice.parse("eng")),
                                new Reconnect(
                                        new WaitLimit(Duration.ofHours(2)),
                                        Duration.ofMillis(100),
                                        Duration.ofSeconds(3)),
                                new HoldConfig(Duration.ofSeconds(2), Duration.ofMillis(250), WaitLimit.FOREVER)),
                        new FallbackConfig(
                                new FallbackPolicy(
                                        FallbackPicture.SLATE,
                                        Duration.ofSeconds(3),
                                        Duration.ZERO,
                                        Duration.ofSeconds(7)),
                                Duration.ofMinutes(1)),
                        new ModelChoice("sd-turbo")));
    }

    @Test
    void whatCannotBeIsSaidInOneLine() {
        assertThatThrownBy(() -> read("stream: cat"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("source is missing");
        assertThatThrownBy(() -> read("{source: a.mp4, model: ' '}"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("model: a model is asked for by its name or its hash");
        assertThatThrownBy(() -> read("{source: a.mp4, connection: {waitFor: soon}}"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("write 10s, 5m, 0 or forever");
        assertThatThrownBy(() -> read("{source: a.mp4, connection: {holdEvery: 1ms}}"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at least 50ms");
        assertThatThrownBy(() -> read("{source: a.mp4, fallback: {show: black}}"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("write passthrough, hold or slate");
        assertThatThrownBy(() -> read("{source: a.mp4, fallback: {holdFor: 10ms}}"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at least 500ms");
        assertThatThrownBy(() -> read("{source: a.mp4, chunk: {frames: 4}}"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("chunk: there is no such setting");
    }

    private IngestConfig read(String yaml) throws IOException {
        return ConfigFile.read(
                Files.writeString(folder.resolve("ingest.yaml"), yaml), IngestConfig.class, Map.of("KEY", "s3cret"));
    }
}
