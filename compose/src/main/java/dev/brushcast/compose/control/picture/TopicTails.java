package dev.brushcast.compose.control.picture;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.kafka.RecordSource;
import dev.brushcast.kit.kafka.SharedConsumer;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Slots of topics from a little before their end on, all by one consumer. Safe for use by several threads. */
final class TopicTails implements AutoCloseable {

    /**
     * So far back that there is a picture also where the last frames have none of their own. Markers of transactions have offsets
     * too: every second one, where each chunk is a transaction.
     */
    private static final long BACK = 32;

    private static final int ANSWER_MS = 5_000;

    private final KafkaClients clients;
    private final Admin admin;
    private final SharedConsumer consumer;

    TopicTails(KafkaClients clients) {
        this.clients = clients;
        this.admin = clients.admin("pictures");
        this.consumer = clients.sharedConsumer("pictures");
    }

    /** @throws UserError if the cluster does not answer, or there is no such slot */
    <V extends SpecificRecord> RecordSource<V> open(TopicDefinition<V> topic, int slot) {
        TopicPartition place = new TopicPartition(topic.name(), slot);
        long from = Math.max(offset(place, OffsetSpec.earliest()), offset(place, OffsetSpec.latest()) - BACK);
        return clients.read(consumer, place, from, topic.valueType());
    }

    private long offset(TopicPartition place, OffsetSpec which) {
        ListOffsetsOptions options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        options.timeoutMs(ANSWER_MS);
        try {
            return admin.listOffsets(Map.of(place, which), options)
                    .partitionResult(place)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new UserError(KafkaFailures.explain(e).orElseGet(() -> Reason.of(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted while looking where " + place + " ends", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
