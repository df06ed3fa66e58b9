package dev.brushcast.compose.control;

import dev.brushcast.kit.Reason;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.lifecycle.OwnedThread;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers now and then whether they are there: who only reads does not notice that they are away. One thread asks. */
final class BrokerWatch implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(BrokerWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int ANSWER_MS = 3_000;
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

    private final Admin admin;
    private final OwnedThread thread = new OwnedThread("broker-watch", this::watch, this::ended);
    private volatile @Nullable String problem = "have not been asked yet";

    BrokerWatch(KafkaClients clients) {
        this.admin = clients.admin("broker-watch");
    }

    void start() {
        thread.start();
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void watch() throws InterruptedException {
        while (true) {
            try {
                var nodes = admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MS))
                        .nodes()
                        .get();
                problem = nodes.isEmpty() ? "are away" : null;
            } catch (ExecutionException e) {
                problem = e.getCause() instanceof TimeoutException
                        ? "do not answer"
                        : KafkaFailures.explain(e).orElseGet(() -> Reason.of(e));
            }
            Thread.sleep(EVERY);
        }
    }

    private void ended(@Nullable Throwable failure) {
        problem = "are not asked any more";
        if (failure != null && !(failure instanceof InterruptedException)) {
            LOGGER.atError().setCause(failure).log("brokers are not asked any more");
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        thread.join(CLOSE_DEADLINE)
                .ifPresent(stuck -> LOGGER.atError().setCause(stuck).log("the broker watch hangs"));
        admin.close(Duration.ofSeconds(1));
    }
}
