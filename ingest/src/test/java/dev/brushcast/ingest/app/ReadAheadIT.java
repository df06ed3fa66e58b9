package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.Pacing;
import dev.brushcast.ingest.config.ReadAhead;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
@RunsOnKafka
final class ReadAheadIT {

    private static final ReadAhead BOUND = new ReadAhead(1 << 20);
    private static final long ALL = 1_000;

    @RegisterExtension
    private static final IngestWorld world = new IngestWorld();

    @Test
    void aRecordingStopsAtTheBoundAndGoesOnWhenItIsStyled() throws Exception {
        IngestConfig config = bounded("held");
        world.styled(config, 1, ALL); // of an earlier life of the slot: no progress of this capture
        try (IngestStream service = world.service(config)) {
            service.start();
            awaitStandstill(config);
            world.styled(config, 0, ALL); // of another epoch
            int before = chunks(config).size();
            Thread.sleep(500);
            assertThat(chunks(config)).hasSize(before);
            assertThat(bytes(config)).isLessThanOrEqualTo(BOUND.bytes());
            assertThat(service.finished().toCompletableFuture()).isNotDone();

            world.styled(config, 1, before - 1);
            await().atMost(Duration.ofSeconds(20)).until(() -> chunks(config).size() > before);
            world.styled(config, 1, ALL);
            service.finished().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
        assertThat(chunks(config).getLast().getEndOfEpoch()).isTrue();
        assertThat(bytes(config)).isGreaterThan(BOUND.bytes());
    }

    @Test
    void aRecordingThatIsHeldCanBeStopped() throws Exception {
        IngestConfig config = bounded("stopped");
        CompletableFuture<Void> finished;
        try (IngestStream service = world.service(config)) {
            service.start();
            finished = service.finished().toCompletableFuture();
            awaitStandstill(config);
        }
        assertThat(finished).succeedsWithin(Duration.ofSeconds(1));
        assertThat(chunks(config).getLast().getEndOfEpoch()).isTrue();
    }

    @Test
    void withoutABoundARecordingIsTakenInThoughNoWorkerRuns() throws Exception {
        IngestConfig config = readingAhead(bounded("recorded"), ReadAhead.UNBOUNDED);
        try (IngestStream service = world.service(config)) {
            service.start();

            service.finished().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }

        assertThat(bytes(config)).isGreaterThan(BOUND.bytes());
    }

    @Test
    void aLiveSourceIsNeverHeld() throws Exception {
        IngestConfig config = bounded("live").withPacing(Pacing.REAL_TIME);
        try (IngestStream service = world.service(config)) {
            service.start();

            service.finished().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
        assertThat(bytes(config)).isGreaterThan(BOUND.bytes());
    }

    private static IngestConfig bounded(String streamId) {
        return readingAhead(world.config(streamId, "testsrc:size=640x360:rate=30:duration=4"), BOUND);
    }

    private static void awaitStandstill(IngestConfig config) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(400))
                .until(() -> chunks(config).size(), new Settled()::isSame);
    }

    /** True once a number above 0 comes twice in a row. */
    private static final class Settled {
        private int last;

        boolean isSame(int now) {
            boolean same = now > 0 && now == last;
            last = now;
            return same;
        }
    }

    private static List<VideoChunk> chunks(IngestConfig config) {
        return world.records(Topics.UNPREFIXED.sourceVideo(), config).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    private static long bytes(IngestConfig config) {
        return chunks(config).stream()
                .flatMap(chunk -> chunk.getFrames().stream())
                .map(VideoFrame::getData)
                .mapToLong(ByteBuffer::remaining)
                .sum();
    }

    private static IngestConfig readingAhead(IngestConfig config, ReadAhead bound) {
        return config.withChunks(config.chunks().withReadAhead(bound));
    }
}
