package dev.brushcast.worker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerState;
import dev.brushcast.worker.PaintingEngine;
import dev.brushcast.worker.config.Membership;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that come and go on purpose under live streams. How long a stream stands still is measured, not asserted: see README. */
class PlannedMovesIT {

    private static final int SLOTS = 4;
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    @Test
    void scalingFromOneToFourToTwoAndARollingRestartLoseAndRepeatNothing() {
        Deque<WorkerService> workers = new ArrayDeque<>();
        try (WorkerCluster cluster = new WorkerCluster(SLOTS)) {
            workers.add(started(cluster, "w1"));
            LiveStreams streams = new LiveStreams(cluster, "moved", SLOTS);
            try (streams) {
                awaitStreamsEach(cluster, 4);
                workers.add(started(cluster, "w2"));
                awaitStreamsEach(cluster, 2, 2);
                workers.add(started(cluster, "w3"));
                workers.add(started(cluster, "w4"));
                awaitStreamsEach(cluster, 1, 1, 1, 1);
                workers.removeFirst().close();
                workers.removeFirst().close();
                awaitStreamsEach(cluster, 2, 2);
                for (String name : List.of("w3", "w4")) {
                    workers.removeFirst().close();
                    awaitStreamsEach(cluster, 4);
                    workers.add(started(cluster, name));
                    awaitStreamsEach(cluster, 2, 2);
                }
            }
            for (String stream : streams.names()) {
                assertThat(streams.styled(stream))
                        .as("chunks of %s", stream)
                        .extracting(StyledChunk::getSequence)
                        .containsExactlyElementsOf(
                                LongStream.range(0, streams.sent()).boxed().toList());
            }
        } finally {
            workers.forEach(WorkerService::close);
        }
    }

    /** What workers tell of themselves says which streams they have; those that left are off the list. */
    private static void awaitStreamsEach(WorkerCluster cluster, Integer... streams) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(told(cluster))
                        .extracting(worker -> worker.getStreams().size())
                        .as("streams of each worker")
                        .containsExactly(streams));
    }

    /** The newest word of each worker that serves. */
    private static List<WorkerHealth> told(WorkerCluster cluster) {
        TreeMap<String, WorkerHealth> newest = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : cluster.readAll(Topics.UNPREFIXED.workers())) {
            if (record.value() == null) {
                newest.remove(record.key());
            } else {
                newest.put(
                        record.key(),
                        cluster.serdes
                                .value(WorkerHealth.class)
                                .deserializer()
                                .deserialize(record.topic(), record.value()));
            }
        }
        return newest.values().stream()
                .filter(worker -> worker.getState() == WorkerState.SERVING)
                .toList();
    }

    private static WorkerService started(WorkerCluster cluster, String name) {
        WorkerConfig config = WorkerConfig.defaults().withMembership(new Membership(name, "moved", folder, 1));
        WorkerService worker =
                new WorkerService(cluster.connection, config, List.of(new PaintingEngine()), new SimpleMeterRegistry());
        worker.start();
        return worker;
    }
}
