package dev.brushcast.compose.cli.failure;

import dev.brushcast.contract.InvalidStreamAddressException;
import dev.brushcast.contract.InvalidTopicPrefixException;
import dev.brushcast.contract.wire.registry.SchemaRegistryException;
import dev.brushcast.egress.EgressException;
import dev.brushcast.embedded.EmbeddedKafkaException;
import dev.brushcast.engine.EngineException;
import dev.brushcast.ingest.publish.DeliveryException;
import dev.brushcast.ingest.publish.TakenOverException;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.media.MediaException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failure is to a person at a terminal: one line. */
public final class Failures {

    private static final Logger LOGGER = LoggerFactory.getLogger(Failures.class);

    private static final List<Class<? extends RuntimeException>> WRITTEN_FOR_USERS = List.of(
            UserError.class,
            InvalidStreamAddressException.class,
            InvalidTopicPrefixException.class,
            MediaException.class,
            EngineException.class,
            EgressException.class,
            EmbeddedKafkaException.class,
            TakenOverException.class,
            DeliveryException.class,
            SchemaRegistryException.class);

    private Failures() {}

    /**
     * One line for standard error. A failure whose message was written for users is that message; any other is a defect
     * of ours or of the machine, so its stack goes to the log as well.
     */
    public static String describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isWrittenForUsers(cause)) {
                return firstLine(cause.getMessage());
            }
        }
        Optional<String> refused = KafkaFailures.explain(failure);
        if (refused.isPresent()) {
            return refused.get();
        }
        Throwable root = failure;
        while ((root instanceof CompletionException || root instanceof ExecutionException) && root.getCause() != null) {
            root = root.getCause();
        }
        LOGGER.atError().setCause(failure).log("unexpected failure");
        return "something unexpected went wrong, the log above says where: " + Reason.of(root);
    }

    static boolean isWrittenForUsers(Throwable failure) {
        return WRITTEN_FOR_USERS.stream().anyMatch(type -> type.isInstance(failure));
    }

    static String firstLine(@Nullable String message) {
        return message == null
                ? "no message"
                : message.lines().findFirst().orElse("").strip();
    }
}
