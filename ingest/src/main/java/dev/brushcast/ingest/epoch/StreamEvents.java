package dev.brushcast.ingest.epoch;

import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.ingest.capture.GapCause;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.publish.StreamOutput;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happens to one epoch; damage and overrun at most once a second, summed up. Used by one thread. */
final class StreamEvents {

    private static final Logger LOGGER = LoggerFactory.getLogger(StreamEvents.class);

    private static final long GAP_INTERVAL_US = 1_000_000;

    private final CaptureContext context;
    private final StreamOutput publisher;
    private final IngestClock clock;
    private final String streamId;
    private final long epoch;
    private final Map<GapCause, Long> untold = new EnumMap<>(GapCause.class);
    private long gapsToldAtUs;

    StreamEvents(CaptureContext context, long epoch) {
        this.context = context;
        this.publisher = context.output();
        this.clock = context.clock();
        this.streamId = context.config().streamId();
        this.epoch = epoch;
    }

    void tell(StreamEventType type, String message, Map<String, String> details) throws InterruptedException {
        publisher.publish(StreamEvent.newBuilder()
                .setStreamId(streamId)
                .setEpoch(epoch)
                .setType(type)
                .setAtUs(clock.wallUs())
                .setOrigin("ingest-" + streamId)
                .setMessage(message)
                .setDetails(details)
                .build());
    }

    /** What viewers see from now on: {@code LIVE}, {@code HOLD} or {@code SLATE}; told where it is something else than before. */
    void shows(StreamEventType what) throws InterruptedException {
        if (!context.air().becomes(what)) {
            return;
        }
        String message = switch (what) {
            case HOLD -> "the source sends nothing: its last picture is held";
            case SLATE -> "the source is still away: a slate is shown";
            case LIVE -> "the source is back";
            default -> throw new IllegalArgumentException("not seen by viewers: " + what);
        };
        tell(what, message, Map.of());
        LOGGER.atInfo()
                .addKeyValue("stream", streamId)
                .addKeyValue("epoch", epoch)
                .log(message);
    }

    /** Frames dropped for the wanted rate are no event: that is as asked for. */
    void gap(GapCause cause, long frames) throws InterruptedException {
        if (cause == GapCause.FRAME_RATE) {
            return;
        }
        untold.merge(cause, frames, Long::sum);
        if (clock.wallUs() - gapsToldAtUs >= GAP_INTERVAL_US) {
            tellGaps();
        }
    }

    void tellGaps() throws InterruptedException {
        if (untold.isEmpty()) {
            return;
        }
        Map<String, String> details = new TreeMap<>();
        untold.forEach((cause, frames) -> details.put(cause.label(), Long.toString(frames)));
        untold.clear();
        gapsToldAtUs = clock.wallUs();
        tell(StreamEventType.GAP, "frames of the source are missing: " + details, details);
    }
}
