package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.LookbackEngine;
import dev.brushcast.worker.render.MemoryLog;
import dev.brushcast.worker.render.StreamState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topology with a model that looks back. */
class LookbackTopologyTest {

    private static final String STREAM = "cats";

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private Path stateDir;

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private Path otherDir;

    private final LookbackEngine engine = new LookbackEngine(1);
    private final MemoryLog log = new MemoryLog();

    @AfterEach
    void everySessionIsClosed() {
        assertThat(engine.open()).isZero();
    }

    @Test
    void chunksThatComeOutLaterKeepTheirKeyTimeAndOrder() {
        try (Driver driver = new Driver(stateDir, engine, log)) {
            for (int sequence = 0; sequence < 3; sequence++) {
                driver.chunk(Chunks.chunk(STREAM, 1, sequence));
            }
            driver.chunk(end(3));

            var records = driver.styledRecords();
            assertThat(records)
                    .extracting(record -> record.value().getSequence())
                    .containsExactly(0L, 1L, 2L, 3L);
            assertThat(records).extracting(record -> record.key()).containsOnly(STREAM);
            assertThat(records)
                    .extracting(record -> record.getRecordTime())
                    .containsExactly(time(0), time(1), time(2), time(3));
            assertThat(driver.timings()).extracting(ChunkTiming::getSequence).containsExactly(0L, 1L, 2L, 3L);
            assertThat(driver.health())
                    .last()
                    .satisfies(health -> assertThat(health.getOutcomes()).containsEntry("STYLED", 16L));
            assertThat(driver.states().get(STREAM)).isNull();
        }
    }

    @Test
    void aStreamThatPausesDoesNotKeepItsLastChunkBack() {
        try (Driver driver = new Driver(stateDir, engine, log)) {
            driver.chunk(Chunks.chunk(STREAM, 1, 0));
            driver.chunk(Chunks.chunk(STREAM, 1, 1));
            driver.wait(Duration.ofSeconds(1));
            assertThat(driver.styled()).extracting(StyledChunk::getSequence).containsExactly(0L);

            driver.wait(Duration.ofSeconds(1));
            assertThat(driver.styled()).extracting(StyledChunk::getSequence).containsExactly(1L);
            driver.wait(Duration.ofSeconds(5));
            assertThat(driver.styled()).isEmpty();
        }
    }

    @Test
    void whatAnotherWorkerLeftOfAStreamThatPausesComesOut() {
        StreamState left;
        try (Driver driver = new Driver(stateDir, engine, log)) {
            driver.chunk(Chunks.chunk(STREAM, 1, 0));
            left = Objects.requireNonNull(driver.states().get(STREAM));
        }
        LookbackEngine other = new LookbackEngine(1);
        try (Driver driver = new Driver(otherDir, other, log)) {
            driver.states().put(STREAM, left);
            driver.wait(Duration.ofMillis(500));
            assertThat(driver.styled()).isEmpty();
            driver.wait(Duration.ofSeconds(4));

            assertThat(driver.styled()).extracting(StyledChunk::getSequence).containsExactly(0L);
            assertThat(Objects.requireNonNull(driver.states().get(STREAM))
                            .trail()
                            .pending())
                    .isZero();
        }
        assertThat(other.open()).isZero();
    }

    @Test
    void aStreamThatPausesLongGivesItsMemoryBackAndIsPrimedWhenItGoesOn() {
        try (Driver driver = new Driver(stateDir, engine, log)) {
            driver.chunk(Chunks.chunk(STREAM, 1, 0));
            driver.wait(Duration.ofSeconds(30));
            assertThat(engine.open()).isEqualTo(1);
            driver.wait(Duration.ofSeconds(31));
            assertThat(engine.open()).isZero();

            driver.chunk(Chunks.chunk(STREAM, 1, 1));
            driver.chunk(end(2));

            assertThat(driver.styled()).extracting(StyledChunk::getSequence).containsExactly(0L, 1L, 2L);
            assertThat(driver.registry.get("brushcast.worker.primings").timer().count())
                    .isEqualTo(1);
        }
    }

    @Test
    void thatThereIsNoRoomForAStreamIsToldOnce() {
        engine.full(true);
        try (Driver driver = new Driver(stateDir, engine, log)) {
            for (int sequence = 0; sequence < 3; sequence++) {
                driver.chunk(Chunks.chunk(STREAM, 1, sequence));
            }

            List<StreamEvent> events = driver.events();
            assertThat(events).hasSize(1);
            assertThat(events.getFirst().getType()).isEqualTo(StreamEventType.DEGRADED);
            assertThat(events.getFirst().getDetails()).containsEntry("reason", "memory");
            assertThat(events.getFirst().getMessage()).isEqualTo("frames are not rendered: no room for cats");
            assertThat(driver.registry
                            .get("brushcast.worker.frames")
                            .tags("outcome", "passthrough", "reason", "memory")
                            .counter()
                            .count())
                    .isEqualTo(12);
        }
    }

    @Test
    void aModelThatDoesNotLookBackHasNothingKept() {
        try (Driver driver = new Driver(stateDir)) {
            driver.chunk(Chunks.chunk(STREAM, 1, 0));
            driver.wait(Duration.ofMinutes(2));
            driver.chunk(Chunks.chunk(STREAM, 1, 1));

            assertThat(driver.states().get(STREAM)).isNull();
            assertThat(driver.styled()).hasSize(2);
            assertThat(driver.registry.find("brushcast.worker.primings").timer())
                    .isNull();
        }
    }

    private static Instant time(long sequence) {
        return Instant.ofEpochMilli(Chunks.msOf(sequence * Chunks.FRAMES));
    }

    private static VideoChunk end(long sequence) {
        return VideoChunk.newBuilder(Chunks.chunk(STREAM, 1, sequence))
                .setEndOfEpoch(true)
                .build();
    }
}
