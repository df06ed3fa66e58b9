package dev.brushcast.compose.bench;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Workers: whose pictures are read, by a reader of committed records. */
final class WorkerProbe extends FailoverProbe {

    private final Consumer<String, StyledChunk> consumer;
    private String newest = "";
    private final Set<String> sinceMark = new HashSet<>();

    WorkerProbe(KafkaClients clients) {
        super(clients, groupOfWorkers());
        consumer = clients.consumer("bench-styled", null, StyledChunk.class, Map.of());
        TopicPartition place =
                new TopicPartition(Topics.UNPREFIXED.styledVideo().name(), 0);
        consumer.assign(List.of(place));
        consumer.seekToBeginning(List.of(place));
    }

    private void read() {
        for (ConsumerRecord<String, StyledChunk> record : consumer.poll(Duration.ofMillis(5))) {
            StyledChunk chunk = record.value();
            if (chunk.getFrames().stream().anyMatch(frame -> frame.getOutcome() == FrameOutcome.STYLED)) {
                newest = chunk.getWorker();
                sinceMark.add(newest);
            }
        }
    }

    @Override
    String serving(Collection<String> names) {
        newest = "";
        read();
        return names.contains(newest) ? newest : "";
    }

    @Override
    void mark(String serving) {
        sinceMark.clear();
    }

    @Override
    boolean isMadeUpFor(String killed, String other) {
        read();
        return sinceMark.contains(other);
    }

    @Override
    public void close() {
        consumer.close();
        super.close();
    }
}
