package dev.brushcast.ingest.app;

import dev.brushcast.ingest.capture.ManualClock;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.capture.SourceConnection;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.ingest.epoch.OnAir;
import dev.brushcast.ingest.epoch.Tally;
import dev.brushcast.ingest.publish.CollectedOutput;
import dev.brushcast.media.SourceAbsentException;
import dev.brushcast.media.source.MediaSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A capture loop among doubles: what comes is said, what is published and told is kept. Used by one thread. */
final class CaptureBench {

    final RuntimeException nobody = new SourceAbsentException("Connection refused");

    final ManualClock clock = new ManualClock();
    final Tally tally = new Tally();
    final CollectedOutput output = new CollectedOutput();
    final Queue<Object> coming = new ArrayDeque<>();
    final List<String> told = new ArrayList<>();
    IngestConfig config = IngestConfig.of(MediaSource.parse("tcp://localhost:1"));
    LongSupplier nextEpoch = () -> tally.summary().epochs() + 1L;
    int opened;

    /** Captures what comes: a source, a failure, or what gives a source when it is there; after the last of it nobody is there any more. */
    void capture(Object... sources) throws InterruptedException {
        coming.addAll(List.of(sources));
        try (SourceConnection connection = connection()) {
            run(connection);
        }
    }

    void run(SourceConnection connection) throws InterruptedException {
        new CaptureLoop(
                        new CaptureContext(config, output, clock, connection.stop(), tally, new OnAir()),
                        connection,
                        nextEpoch,
                        new Random(1))
                .run();
    }

    SourceConnection connection() {
        return new SourceConnection(
                config.source(), config.connection(), (limits, stop) -> open(), clock, new Random(1), told::add);
    }

    private OpenSource open() {
        opened++;
        Object next = coming.isEmpty() ? nobody : coming.remove();
        if (next instanceof RuntimeException failure) {
            throw failure;
        }
        return next instanceof Supplier<?> later ? (OpenSource) later.get() : (OpenSource) next;
    }

    Duration waited() {
        return clock.waits().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
