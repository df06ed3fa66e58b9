package dev.brushcast.ingest.publish;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.kit.kafka.CheckedConsumer;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.RecordSource;
import dev.brushcast.kit.kafka.SharedConsumer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What workers say in the {@code timings} of a stream's slot, by a consumer that the streams of a host share. */
final class SlotAnswers implements WorkerAnswers {

    private final String streamId;
    private final RecordSource<ChunkTiming> source;
    private final CheckedConsumer<ChunkTiming> checked;
    private Place reached = Place.NONE;

    /** Of what they say from now on. */
    SlotAnswers(KafkaClients clients, SharedConsumer consumer, Topics topics, StreamAddress address) {
        streamId = address.streamId();
        source = clients.readOn(
                consumer, new TopicPartition(topics.timings().name(), address.slot()), ChunkTiming.class);
        checked = new CheckedConsumer<>(source, null, 0, _ -> {});
    }

    @Override
    public Place reached() {
        List<ConsumerRecord<String, ChunkTiming>> said = checked.poll(Duration.ZERO);
        while (!said.isEmpty()) {
            said.forEach(record -> take(record.value()));
            said = checked.poll(Duration.ZERO);
        }
        return reached;
    }

    private void take(@Nullable ChunkTiming timing) {
        if (timing == null || !timing.getStreamId().equals(streamId)) {
            return;
        }
        boolean isFurther = timing.getEpoch() > reached.epoch()
                || (timing.getEpoch() == reached.epoch() && timing.getSequence() > reached.sequence());
        reached = isFurther ? new Place(timing.getEpoch(), timing.getSequence()) : reached;
    }

    @Override
    public void close() {
        source.close();
    }
}
