package dev.brushcast.compose.bench;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.kit.kafka.KafkaClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Ingest hosts: whoever takes over begins a new capture. */
final class IngestProbe extends FailoverProbe {

    private final Path logs;
    private final Consumer<String, VideoChunk> consumer;
    private long newest;
    private long marked;

    IngestProbe(KafkaClients clients, Path logs) {
        super(clients, Topics.UNPREFIXED.ingestHosts());
        this.logs = logs;
        consumer = clients.consumer("bench-source", null, VideoChunk.class, Map.of());
        TopicPartition place =
                new TopicPartition(Topics.UNPREFIXED.sourceVideo().name(), 0);
        consumer.assign(List.of(place));
        consumer.seekToBeginning(List.of(place));
    }

    private void read() {
        for (ConsumerRecord<String, VideoChunk> record : consumer.poll(Duration.ofMillis(5))) {
            newest = Math.max(newest, record.value().getEpoch());
        }
    }

    @Override
    String serving(Collection<String> names) {
        read();
        return newest > marked ? HostLogs.owner(logs, names) : "";
    }

    @Override
    void mark(String serving) {
        read();
        marked = newest;
    }

    @Override
    boolean isMadeUpFor(String killed, String other) {
        read();
        return newest > marked;
    }

    @Override
    public void close() {
        consumer.close();
        super.close();
    }
}
