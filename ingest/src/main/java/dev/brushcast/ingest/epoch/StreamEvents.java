package dev.brushcast.ingest.epoch;

import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.ingest.capture.GapCause;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.publish.StreamOutput;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happens to one epoch; damage and overrun at most once a second, summed up. Used by one thread. */
public final class StreamEvents {

    private static final Logger LOGGER = LoggerFactory.getLogger(StreamEvents.class);

    private static final long GAP_INTERVAL_US = 1_000_000;

    private final CaptureContext context;
    private final StreamOutput publisher;
    private final IngestClock clock;
    private final String streamId;
    private final long epoch;
    private final Map<GapCause, Long> untold = new EnumMap<>(GapCause.class);
    private long gapsToldAtUs;
    private long unreadableCues;
    private long unreadableToldAtUs;

    /** Of an epoch. */
    public StreamEvents(CaptureContext context, long epoch) {
        this.context = context;
        this.publisher = context.output();
        this.clock = context.clock();
        this.streamId = context.config().streamId();
        this.epoch = epoch;
    }

    /** Tells it now. */
    public void tell(StreamEventType type, String message, Map<String, String> details) throws InterruptedException {
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
    public void shows(StreamEventType what) throws InterruptedException {
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

    /** Frames that are missing as it was asked for are no event. */
    public void gap(GapCause cause, long frames) throws InterruptedException {
        if (cause.isAsAsked()) {
            return;
        }
        untold.merge(cause, frames, Long::sum);
        if (clock.wallUs() - gapsToldAtUs >= GAP_INTERVAL_US) {
            tellGaps();
        }
    }

    /** Each announcement is told; sections that cannot be read at most once a second, summed up. */
    public void cues(List<SpliceCue> added, @Nullable String trouble) throws InterruptedException {
        for (SpliceCue cue : added) {
            String what = cue.getKind().name().toLowerCase(Locale.ROOT);
            String event = cue.getEventId() == null ? "none" : Long.toString(cue.getEventId());
            tell(
                    StreamEventType.CUE,
                    String.format(Locale.ROOT, "splice %s at %.3f s, event %s", what, cue.getAtUs() / 1e6, event),
                    Map.of(
                            "kind",
                            what,
                            "atUs",
                            Long.toString(cue.getAtUs()),
                            "event",
                            event,
                            "section",
                            HexFormat.of().formatHex(bytes(cue.getSection()))));
        }
        unreadableCues += trouble == null ? 0 : 1;
        if (trouble != null && clock.wallUs() - unreadableToldAtUs >= GAP_INTERVAL_US) {
            unreadableToldAtUs = clock.wallUs();
            tell(
                    StreamEventType.CUE,
                    "a section of splice information could not be read: " + trouble,
                    Map.of("unreadable", Long.toString(unreadableCues)));
        }
    }

    private static byte[] bytes(ByteBuffer section) {
        byte[] bytes = new byte[section.remaining()];
        section.duplicate().get(bytes);
        return bytes;
    }

    /** Tells of the gaps that were not told yet. */
    public void tellGaps() throws InterruptedException {
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
