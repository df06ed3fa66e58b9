package dev.brushcast.worker.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.worker.Chunks;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that writes without transactions and is killed. */
@RunsOnKafka
class AtLeastOnceIT {

    private static final String STREAM = "s";
    private static final int BEFORE = 40;
    private static final int ALL = 120;

    @TempDir
    private Path state;

    @Test
    void whoGoesOnForAKilledWorkerLeavesNoChunkOutAndTheFirstResultOfEachIsWhole() {
        try (WorkerCluster cluster = new WorkerCluster()) {
            String broker = cluster.connection.bootstrapServers();
            Map<String, WorkerProcess> workers = new HashMap<>();
            try (WorkerProcess one = WorkerProcess.start(broker, "one", state, WorkerProcess.AT_LEAST_ONCE);
                    WorkerProcess other = WorkerProcess.start(broker, "other", state, WorkerProcess.AT_LEAST_ONCE)) {
                workers.put("one", one);
                workers.put("other", other);
                workers.values().forEach(WorkerProcess::awaitReady);
                publish(cluster, 0, ALL);
                String serving = styled(cluster, BEFORE).getLast().getWorker();
                Objects.requireNonNull(workers.get(serving)).kill();

                Map<Long, StyledChunk> first = new LinkedHashMap<>();
                for (int read = ALL; first.size() < ALL && read <= 2 * ALL; read += 20) {
                    styled(cluster, read).forEach(chunk -> first.putIfAbsent(chunk.getSequence(), chunk));
                }
                assertThat(first.keySet())
                        .containsExactlyElementsOf(
                                LongStream.range(0, ALL).boxed().toList());
                assertThat(first.values())
                        .flatExtracting(StyledChunk::getFrames)
                        .extracting(StyledFrame::getOutcome)
                        .containsOnly(FrameOutcome.STYLED);
                assertThat(first.values()).extracting(StyledChunk::getWorker).contains("one", "other");
            }
        }
    }

    private static void publish(WorkerCluster cluster, long from, long to) {
        for (long sequence = from; sequence < to; sequence++) {
            cluster.publish(0, Chunks.chunk(STREAM, 1, sequence));
        }
    }

    private static List<StyledChunk> styled(WorkerCluster cluster, int atLeast) {
        return cluster.read(Topics.UNPREFIXED.styledVideo(), STREAM, atLeast).stream()
                .map(record -> cluster.serdes
                        .value(StyledChunk.class)
                        .deserializer()
                        .deserialize(record.topic(), record.value()))
                .toList();
    }
}
