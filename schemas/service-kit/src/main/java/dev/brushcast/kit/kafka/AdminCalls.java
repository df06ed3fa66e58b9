package dev.brushcast.kit.kafka;

import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;

/** Waits for what an admin client was asked for; the client's own {@code default.api.timeout.ms} bounds the wait. */
final class AdminCalls {

    private AdminCalls() {}

    /**
     * The result.
     *
     * @param doing what was asked for, for messages: "listing topics"
     * @throws UserError when the cluster does not answer or refuses
     */
    static <T> T await(String doing, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw error(doing, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted while " + doing, e);
        }
    }

    private static UserError error(String doing, Throwable cause) {
        Optional<String> explained = KafkaFailures.explain(cause);
        if (explained.isPresent()) {
            return new UserError(explained.get(), cause);
        }
        return cause instanceof TimeoutException
                ? new UserError("Kafka did not answer while " + doing + ": check its address and that it runs", cause)
                : new UserError("Kafka refused " + doing + ": " + Reason.of(cause), cause);
    }
}
