package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.validation.Bounds;
import dev.brushcast.ingest.app.IngestWorld.Published;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.Pacing;
import dev.brushcast.ingest.epoch.IngestSummary;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.Rational;
import dev.brushcast.media.testing.NumberedClip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How captures begin and end, on a real broker. */
@Timeout(120)
@RunsOnKafka
final class IngestStreamIT {

    private static final int FRAMES = 50;

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private static Path folder;

    @RegisterExtension
    private static final IngestWorld world = new IngestWorld();

    @SuppressWarnings("NullAway.Init") // by start
    private static Path clip;

    @BeforeAll
    static void start() {
        clip = folder.resolve("numbers.mp4");
        NumberedClip.write(clip, FRAMES, new Rational(25, 1), 256, 144, true);
    }

    @Test
    void eachCaptureOfAStreamIsANewEpochAndTellsItsStartAndEnd() throws Exception {
        IngestConfig config = world.config("again", "testsrc:size=64x48:rate=25:duration=0.2");
        world.ingest(config);
        Published second = world.ingest(config);

        assertThat(second.video()).extracting(VideoChunk::getEpoch).contains(1L, 2L);
        assertThat(world.specs(config.streamId()))
                .extracting(EpochStart::getEpoch)
                .containsExactly(1L, 2L);
        assertThat(second.events().getFirst().getDetails()).containsEntry("interlaced", "false");
        assertThat(second.events())
                .extracting(StreamEvent::getType)
                .containsExactly(
                        StreamEventType.EPOCH_STARTED, StreamEventType.EPOCH_ENDED,
                        StreamEventType.EPOCH_STARTED, StreamEventType.EPOCH_ENDED);
    }

    @Test
    void anOldDeclarationThatIsWrittenAgainDoesNotSetACaptureBack() throws Exception {
        IngestConfig config = world.config("declared", "testsrc:size=64x48:rate=25:duration=0.2");
        world.declare(config, 7);
        world.declare(config, 2);

        assertThat(world.ingest(config).video())
                .extracting(VideoChunk::getEpoch)
                .containsOnly(8L);
    }

    @Test
    void aStreamThatHasComeToTheLastCaptureThereCanBeIsToldSo() throws Exception {
        IngestConfig config = world.config("worn", "testsrc:size=64x48:rate=25:duration=0.2");
        world.declare(config, Bounds.MAX_EPOCH);

        assertThatThrownBy(() -> world.ingest(config))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UserError.class)
                .hasMessageContaining("give it another name with --stream");
    }

    @Test
    void aFileThatIsCutShortIsPublishedUpToThereAndSaysSo() throws Exception {
        byte[] whole = Files.readAllBytes(clip);
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length * 2 / 3));

        Published published = world.ingest(world.config("cut", cut.toString()));

        assertThat(published.frames()).hasSizeBetween(5, FRAMES - 1);
        assertThat(published.video().getLast().getEndOfEpoch()).isTrue();
        assertThat(published.summary().endedEarly()).contains("cut short");
        assertThat(published.events()).anySatisfy(event -> {
            assertThat(event.getType()).isEqualTo(StreamEventType.ERROR);
            assertThat(event.getMessage()).contains("cut short");
        });
    }

    @Test
    void aFileThatIsNotThereFailsTheServiceAndPublishesNothing() {
        IngestConfig config = world.config("none", folder.resolve("none.mp4").toString());

        assertThatThrownBy(() -> world.ingest(config))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MediaException.class)
                .hasMessageContaining("there is no file");
        assertThat(world.records(Topics.UNPREFIXED.events(), config)).isEmpty();
    }

    @Test
    void closingInMidStreamEndsTheEpoch() {
        IngestConfig config = world.config("stopped", "testsrc:size=64x48:rate=50");
        try (IngestStream service = world.service(config)) {
            service.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> service.summary().framesPublished() > 10);
        }

        Published published = world.published(config, IngestSummary.NOTHING);
        assertThat(published.video().getLast().getEndOfEpoch()).isTrue();
        assertThat(published.audio().getLast().getEndOfEpoch()).isTrue();
        assertThat(published.video()).allMatch(VideoChunk::getLive);
        assertThat(published.events())
                .extracting(StreamEvent::getType)
                .containsExactly(StreamEventType.EPOCH_STARTED, StreamEventType.EPOCH_ENDED);
    }

    @Test
    void aFilePlayedAsLiveTakesAsLongAsItLasts() throws Exception {
        IngestConfig config = world.config("paced", clip.toString()).withPacing(Pacing.REAL_TIME);

        Published published = world.ingest(config);

        List<VideoFrame> frames = published.frames();
        assertThat(frames).hasSize(FRAMES);
        assertThat(frames.getLast().getCapturedAtUs()
                        - published.video().getFirst().getEpochStartUs())
                .isGreaterThanOrEqualTo((FRAMES - 1) * 40_000L);
    }

    @Test
    void aSlotThatAnotherStreamRunsInIsRefused() {
        IngestConfig running = world.config("first", "testsrc:size=64x48:rate=25");
        IngestConfig second = world.inSlot("second", "testsrc:size=64x48:rate=25:duration=1", running.slot());
        try (IngestStream service = world.service(running)) {
            service.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> service.summary().framesPublished() > 10);

            assertThatThrownBy(() -> world.ingest(second))
                    .hasCauseInstanceOf(UserError.class)
                    .hasMessageContaining("stream first is running in it");
        }
    }

    @Test
    void aSlotThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> world.ingest(world.inSlot("beyond", "testsrc:duration=1", 4_000)))
                .hasCauseInstanceOf(UserError.class)
                .hasMessageContaining("There is no slot 4000");
    }
}
