package dev.brushcast.worker.bench;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.worker.simulation.ArrivalTrace;
import dev.brushcast.worker.simulation.ArrivalTrace.Arrival;
import dev.brushcast.worker.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * When chunks of live streams come to whoever reads {@code source-video}, as a worker does. It is a reader of its own, so that what a
 * worker is busy with does not show in it.
 */
public final class ArrivalRecorder {

    private static final Duration POLL = Duration.ofMillis(5);

    private final KafkaClients clients;
    private final String topic;

    public ArrivalRecorder(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topic = topics.sourceVideo().name();
    }

    /**
     * Records for so long from now on. Chunks of more or fewer than {@link Simulation#FRAMES_PER_CHUNK} frames, such as the last one of a
     * capture, are left out, and so are recordings.
     *
     * @param name of the trace
     * @throws IllegalArgumentException if no chunk came
     */
    public ArrivalTrace record(String name, Duration length) {
        List<Arrival> arrivals = new ArrayList<>();
        try (Consumer<String, VideoChunk> consumer =
                clients.consumer("arrival-recorder", null, VideoChunk.class, Map.of())) {
            List<TopicPartition> slots = consumer.partitionsFor(topic).stream()
                    .map(slot -> new TopicPartition(topic, slot.partition()))
                    .toList();
            consumer.assign(slots);
            consumer.seekToEnd(slots);
            Map<String, Integer> numbers = new HashMap<>();
            long begunUs = nowUs();
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < length.toNanos()) {
                for (ConsumerRecord<String, VideoChunk> record : consumer.poll(POLL)) {
                    VideoChunk chunk = record.value();
                    if (chunk.getLive() && chunk.getFrames().size() == Simulation.FRAMES_PER_CHUNK) {
                        int number = numbers.computeIfAbsent(record.key(), _ -> numbers.size());
                        arrivals.add(arrival(number, chunk, begunUs));
                    }
                }
            }
        }
        return new ArrivalTrace(name, arrivals);
    }

    private static Arrival arrival(int stream, VideoChunk chunk, long begunUs) {
        VideoFrame last = chunk.getFrames().getLast();
        return new Arrival(
                stream, chunk.getSequence(), nowUs() - begunUs, last.getCapturedAtUs() - begunUs, last.getDurationUs());
    }

    /** The clock that frames were captured by. */
    private static long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
