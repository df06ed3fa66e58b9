package dev.brushcast.embedded;

import java.nio.file.Path;
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

    /** A log segment's index alone takes 10 MiB. */
    private static final long FULL_BYTES = 16 << 20;

    private final Path data;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private FatalFaults(Path data) {
        this.data = data;
    }

    /**
     * Hears of faults from now on, until closed.
     *
     * @param data folder of the broker's data
     */
    static FatalFaults listen(Path data) {
        FatalFaults faults = new FatalFaults(data);
        LISTENING.add(faults);
        Exit.setHaltProcedure((_, _) -> tellAll());
        Exit.setExitProcedure((_, _) -> tellAll());
        return faults;
    }

    private static void tellAll() {
        for (FatalFaults faults : LISTENING) {
            faults.end.completeExceptionally(new EmbeddedKafkaException(
                    reason(faults.data, faults.data.toFile().getUsableSpace())));
        }
    }

    /** Kafka does not say what it ends for; that its folder can be written to no more is the one cause to be met often. */
    static String reason(Path data, long usableBytes) {
        return usableBytes < FULL_BYTES
                ? "No space is left for the embedded broker's data in " + data
                        + ": free some, or choose a folder on another disk"
                : "The embedded broker met a fault that it cannot go on after: see Kafka's errors, which --log-level warn shows";
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
