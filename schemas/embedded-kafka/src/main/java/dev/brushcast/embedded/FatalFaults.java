package dev.brushcast.embedded;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;

/**
 * The faults that Kafka ends its process for, at once and without anybody else's close, as one broker hears of them. Here
 * other things live in that process: they are told instead, and end in order. Kafka has one switch for the whole JVM, so
 * every broker in it hears of every fault.
 */
final class FatalFaults implements AutoCloseable {

    private static final Set<FatalFaults> LISTENING = ConcurrentHashMap.newKeySet();

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private FatalFaults() {}

    /** Hears of faults from now on, until closed. */
    static FatalFaults listen() {
        FatalFaults faults = new FatalFaults();
        LISTENING.add(faults);
        Exit.setHaltProcedure((_, _) -> tellAll());
        Exit.setExitProcedure((_, _) -> tellAll());
        return faults;
    }

    private static void tellAll() {
        for (FatalFaults faults : LISTENING) {
            faults.end.completeExceptionally(new EmbeddedKafkaException(
                    "The embedded broker met a fault that it cannot go on after: see Kafka's errors in the log"));
        }
    }

    /** Fails with the first fault, completes when closed without any. */
    CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public void close() {
        LISTENING.remove(this);
        end.complete(null);
    }
}
