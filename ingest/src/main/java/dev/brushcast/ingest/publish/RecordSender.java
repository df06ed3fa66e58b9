package dev.brushcast.ingest.publish;

import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends records in their order. */
@FunctionalInterface
interface RecordSender {

    /**
     * Sends one, without waiting until the brokers have it.
     *
     * @param done hears that they have it, or why not; on any thread
     * @throws org.apache.kafka.common.KafkaException if it cannot be sent
     */
    void send(ProducerRecord<String, SpecificRecord> sent, Consumer<@Nullable Exception> done);
}
