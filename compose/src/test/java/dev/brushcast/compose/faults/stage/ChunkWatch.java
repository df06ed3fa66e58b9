package dev.brushcast.compose.faults.stage;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.kit.kafka.CheckedConsumer;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.lifecycle.OwnedThread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** When styled chunks can be read by anybody, as an egress reads them. One thread reads, any may ask. */
public final class ChunkWatch implements AutoCloseable {

    /**
     * A chunk that came.
     *
     * @param nanos when, by {@link System#nanoTime}
     * @param capturedAtUs wall clock when its first frame was captured, microseconds since 1970
     * @param model whether a model's picture is among its frames
     * @param worker who answered for it
     */
    public record Arrival(String stream, long nanos, long capturedAtUs, boolean model, String worker) {}

    private static final String STAND_IN = "understudy";
    private static final Duration POLL = Duration.ofMillis(100);

    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private final Consumer<String, StyledChunk> consumer;
    private final CheckedConsumer<StyledChunk> checked;
    private final OwnedThread thread;
    private volatile boolean closed;

    ChunkWatch(KafkaClients clients, TopicDefinition<StyledChunk> topic, int slots) {
        consumer = clients.consumer("faults-watch", null, topic.valueType(), Map.of());
        consumer.assign(IntStream.range(0, slots)
                .mapToObj(slot -> new TopicPartition(topic.name(), slot))
                .toList());
        checked = new CheckedConsumer<>(consumer);
        thread = new OwnedThread("faults-watch", this::run, _ -> {});
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                try {
                    checked.poll(POLL).forEach(this::note);
                } catch (KafkaException e) { // brokers are being broken
                    Waits.pause(POLL);
                }
            }
        }
    }

    private void note(ConsumerRecord<String, StyledChunk> record) {
        StyledChunk chunk = record.value();
        if (chunk == null || chunk.getFrames().isEmpty()) {
            return;
        }
        boolean model = !chunk.getModel().isEmpty()
                && chunk.getFrames().stream().anyMatch(frame -> frame.getOutcome() == FrameOutcome.STYLED);
        arrivals.add(new Arrival(
                chunk.getStreamId(),
                System.nanoTime(),
                chunk.getFrames().getFirst().getCapturedAtUs(),
                model,
                chunk.getWorker()));
    }

    /** When a chunk of the stream came that was captured later than a time, and is as wanted. */
    public OptionalLong firstAfter(String stream, long capturedUs, Predicate<Arrival> wanted) {
        return arrivals.stream()
                .filter(arrival -> arrival.stream().equals(stream) && arrival.capturedAtUs() > capturedUs)
                .filter(wanted)
                .mapToLong(Arrival::nanos)
                .findFirst();
    }

    /** The worker that gave the stream's last answer; ingest, which may stand in for one, does not count. */
    public Optional<String> servedBy(String stream) {
        return arrivals.reversed().stream()
                .filter(arrival ->
                        arrival.stream().equals(stream) && !arrival.worker().equals(STAND_IN))
                .map(Arrival::worker)
                .findFirst();
    }

    @Override
    public void close() {
        closed = true;
        thread.join(Duration.ofSeconds(10));
    }
}
