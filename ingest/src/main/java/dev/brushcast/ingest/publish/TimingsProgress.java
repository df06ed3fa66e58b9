package dev.brushcast.ingest.publish;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.kit.kafka.CheckedConsumer;
import dev.brushcast.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Progress by the {@code timings} of the stream's slot: a worker writes one for each chunk, in one transaction with the
 * styled chunk and a hundredth of its size.
 */
final class TimingsProgress implements StyledProgress {

    private final StreamAddress address;
    private final long epoch;
    private final Consumer<String, ChunkTiming> consumer;
    private final CheckedConsumer<ChunkTiming> checked;
    private long reached = NONE;

    /** Of what is styled from now on: to be made before the epoch's first chunk is published. */
    TimingsProgress(KafkaClients clients, Topics topics, StreamAddress address, long epoch) {
        this.address = address;
        this.epoch = epoch;
        consumer = clients.consumer("ingest-" + address.streamId() + "-progress", null, ChunkTiming.class, Map.of());
        checked = new CheckedConsumer<>(consumer);
        TopicPartition slot = new TopicPartition(topics.timings().name(), address.slot());
        consumer.assign(List.of(slot));
        consumer.seekToEnd(List.of(slot));
        consumer.position(slot); // seeks now, not with the first poll
    }

    @Override
    public long reached(Duration wait) {
        for (ConsumerRecord<String, ChunkTiming> record : checked.poll(wait)) {
            if (record.value() != null) {
                take(record.value());
            }
        }
        return reached;
    }

    /** Slots may have held other streams, and a worker may still be busy with this one's last capture. */
    private void take(ChunkTiming timing) {
        if (timing.getStreamId().equals(address.streamId()) && timing.getEpoch() == epoch) {
            reached = Math.max(reached, timing.getSequence());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
