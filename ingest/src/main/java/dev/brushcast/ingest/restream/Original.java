package dev.brushcast.ingest.restream;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.ingest.config.WaitLimit;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.ingest.publish.StreamDirectory;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.source.StreamSource;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the stream that another one is to be a copy of. Used by one thread. */
final class Original {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CaptureContext context;
    private final StreamSource source;
    private final StreamDirectory directory;

    Original(CaptureContext context, StreamSource source, StreamDirectory directory) {
        this.context = context;
        this.source = source;
        this.directory = directory;
    }

    /**
     * Its newest capture; waits for one as it waits for any source.
     *
     * @param progress is told, for people, what is waited for
     * @return null: stopped meanwhile
     * @throws UserError if there is none in time, or it cannot be copied
     */
    @Nullable
    EpochStart await(Consumer<String> progress) throws InterruptedException {
        requireAnother();
        WaitLimit limit = context.config().connection().waitFor();
        long beganNs = context.clock().monotonicNs();
        while (!context.stop().isGiven()) {
            Optional<EpochStart> newest = newest();
            if (newest.isPresent()) {
                return newest.get();
            }
            if (limit.isOver(Duration.ofNanos(context.clock().monotonicNs() - beganNs))) {
                throw new UserError(
                        "There is no stream " + source.streamId()
                                + " that could be copied: nothing of it has been taken in so far. Look at its name, or start it first");
            }
            progress.accept("waiting for stream " + source.streamId() + " to begin");
            boolean _ = context.clock().await(PAUSE, context.stop());
        }
        return null;
    }

    /**
     * Its newest capture now; empty: it has had none.
     *
     * @throws UserError if it is a copy itself
     */
    Optional<EpochStart> newest() {
        Optional<EpochStart> newest = directory.newestCapture(source.streamId());
        newest.map(start -> StreamSource.streamIdOf(start.getSource())).ifPresent(other -> {
            throw new UserError("Stream " + source.streamId() + " is a copy of stream " + other
                    + " itself: name that one, as in stream:" + other);
        });
        return newest;
    }

    private void requireAnother() {
        if (source.streamId().equals(context.config().streamId())) {
            throw new UserError(
                    "Stream " + source.streamId() + " cannot be its own source: give the copy another name");
        }
    }

    /** Where the records of a capture's stream lie. */
    static StreamAddress addressOf(EpochStart capture) {
        return new StreamAddress(capture.getStreamId(), capture.getSlot());
    }
}
