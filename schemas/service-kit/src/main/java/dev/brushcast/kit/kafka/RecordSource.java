package dev.brushcast.kit.kafka;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Where records come from, in their order: a consumer, or a part of one that is shared. Confined to one thread. */
public interface RecordSource<V> extends AutoCloseable {

    /**
     * Records that have come; waits for at most so long if there are none yet.
     *
     * @throws org.apache.kafka.common.errors.RecordDeserializationException at one that cannot be read, which is met again until
     *     it is passed by {@link #seek}; those before it were handed over
     */
    ConsumerRecords<String, V> poll(Duration wait);

    /** Goes on with this offset: of a record that the last poll handed over, or the one behind the one that it stopped at. */
    void seek(TopicPartition place, long offset);

    @Override
    void close();

    /** A consumer as it is; closed with this. */
    static <V> RecordSource<V> of(Consumer<String, V> consumer) {
        return new RecordSource<>() {
            @Override
            public ConsumerRecords<String, V> poll(Duration wait) {
                return consumer.poll(wait);
            }

            @Override
            public void seek(TopicPartition place, long offset) {
                consumer.seek(place, offset);
            }

            @Override
            public void close() {
                consumer.close();
            }
        };
    }
}
