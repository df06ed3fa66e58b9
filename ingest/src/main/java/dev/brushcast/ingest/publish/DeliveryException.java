package dev.brushcast.ingest.publish;

import dev.brushcast.kit.Reason;
import dev.brushcast.kit.kafka.KafkaFailures;

/** A record that the cluster did not take. */
public final class DeliveryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For this reason of Kafka's. */
    public DeliveryException(Throwable reason) {
        super(
                KafkaFailures.explain(reason)
                        .orElseGet(() -> "Kafka did not take a record (" + Reason.of(reason)
                                + "): check that its brokers run and have space"),
                reason);
    }

    /** Whether another one has claimed the stream, or the brokers have ended by themselves what was open of it. */
    public boolean isFenced() {
        return ClaimedWriter.isFenced(getCause());
    }
}
