package dev.brushcast.ingest.epoch;

import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.ingest.capture.GapCause;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.publish.StreamOutput;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Tells what happens to one epoch; damage and overrun at most once a second, summed up. Used by one thread. */
final class StreamEvents {

    private static final long GAP_INTERVAL_US = 1_000_000;

    private final StreamOutput publisher;
    private final IngestClock clock;
    private final String streamId;
    private final long epoch;
    private final Map<GapCause, Long> untold = new EnumMap<>(GapCause.class);
    private long gapsToldAtUs;

    StreamEvents(StreamOutput publisher, IngestClock clock, String streamId, long epoch) {
        this.publisher = publisher;
        this.clock = clock;
        this.streamId = streamId;
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
