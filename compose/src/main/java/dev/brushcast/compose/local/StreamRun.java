package dev.brushcast.compose.local;

import dev.brushcast.egress.app.EgressHost;
import dev.brushcast.egress.app.EgressStream;
import dev.brushcast.ingest.app.IngestHost;
import dev.brushcast.ingest.app.IngestStream;
import dev.brushcast.kit.lifecycle.ServiceGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One stream of a cluster, taken in and put out by this process; workers of the cluster render it. Used by one thread. */
public final class StreamRun {

    private static final Duration CLOSE_DEADLINE = Duration.ofMinutes(1);

    private final IngestStream ingest;
    private final EgressStream egress;
    private final ServiceGroup services;
    private final Drain drain = new Drain();

    /** Closes all of them. */
    public StreamRun(IngestHost ingestHost, IngestStream ingest, EgressHost egressHost, EgressStream egress) {
        this.ingest = ingest;
        this.egress = egress;
        this.services = new ServiceGroup("stream", List.of(egressHost, egress, ingestHost, ingest), CLOSE_DEADLINE);
    }

    /**
     * Returns when the source has ended and all of it is written, when workers do not get on with it, or when asked to stop.
     *
     * @param stop the wish to end
     * @return how many frames were read and are not written
     * @throws ExecutionException if a service failed
     */
    public long untilDone(CompletableFuture<?> stop) throws InterruptedException, ExecutionException {
        try (services) {
            services.start();
            CompletableFuture<?> failed = services.finished().toCompletableFuture();
            CompletableFuture.anyOf(ingest.finished().toCompletableFuture(), failed, stop)
                    .get();
            boolean written = drain.await(this::unfinished, stop::isDone);
            egress.endStream();
            return written ? 0 : unfinished();
        }
    }

    /** Every frame that ingest has read is in a chunk or a gap; egress counts both. */
    private long unfinished() {
        return ingest.summary().framesRead() - egress.progress().frames().in();
    }
}
