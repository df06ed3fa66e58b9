package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.fallback.Shown;
import dev.brushcast.worker.render.Degradation;
import dev.brushcast.worker.render.Reasons;
import dev.brushcast.worker.render.RenderedChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said when a stream begins or ceases to be shown as it should be, and when viewers see something else than the model's
 * pictures: once, not with every frame.
 */
final class DegradationEvents {

    private final String origin;

    DegradationEvents(String worker) {
        origin = "worker " + worker;
    }

    /** The events of the step from the chunk before to this one. */
    List<StreamEvent> ofChange(RenderedChunk rendered) {
        List<StreamEvent> events = new ArrayList<>();
        Degradation now = rendered.degradation();
        if (rendered.before().changesTo(now)) {
            events.add(ofHealth(rendered, now.reason()));
        }
        Shown shown = now.fallback().shown();
        if (shown != rendered.before().fallback().shown()) {
            events.add(ofShown(rendered, shown));
        }
        return events;
    }

    private StreamEvent ofHealth(RenderedChunk rendered, @Nullable String reason) {
        StyledChunk chunk = rendered.styled();
        if (reason == null) {
            return event(chunk, StreamEventType.RECOVERED, "every frame is rendered again", Map.of());
        }
        return event(
                chunk,
                StreamEventType.DEGRADED,
                "frames are not rendered: " + message(reason, rendered),
                Map.of("reason", reason, "sequence", Long.toString(chunk.getSequence())));
    }

    private StreamEvent ofShown(RenderedChunk rendered, Shown shown) {
        StyledChunk chunk = rendered.styled();
        Map<String, String> details = Map.of("cause", "model", "sequence", Long.toString(chunk.getSequence()));
        return switch (shown) {
            case MODEL -> event(chunk, StreamEventType.LIVE, "the model's pictures are shown again", details);
            case HELD ->
                event(chunk, StreamEventType.HOLD, "the model gives nothing: its last picture is held", details);
            case SOURCE ->
                event(
                        chunk,
                        StreamEventType.PASSTHROUGH,
                        "the model gives nothing: the source's pictures are shown",
                        details);
            case SLATE -> event(chunk, StreamEventType.SLATE, "the model gives nothing: a slate is shown", details);
        };
    }

    private StreamEvent event(StyledChunk chunk, StreamEventType type, String message, Map<String, String> details) {
        return StreamEvent.newBuilder()
                .setStreamId(chunk.getStreamId())
                .setEpoch(chunk.getEpoch())
                .setAtUs(chunk.getFinishedAtUs())
                .setOrigin(origin)
                .setType(type)
                .setMessage(message)
                .setDetails(details)
                .build();
    }

    private static String message(String reason, RenderedChunk rendered) {
        StyledChunk chunk = rendered.styled();
        return switch (reason) {
            case Reasons.LATE -> "the worker is behind";
            case Reasons.CORRUPT -> "their bytes are damaged";
            case Reasons.SIZE -> "the model does not take " + chunk.getWidth() + "x" + chunk.getHeight();
            case Reasons.FORMAT -> "their format is not known to this version";
            case Reasons.TIMEOUT -> "the engine did not answer in time";
            case Reasons.UNANSWERED -> "the engine said nothing of them";
            default -> firstLine(rendered.failures().getOrDefault(reason, reason)); // the engine's own
        };
    }

    /** Messages of native libraries may go on for pages. */
    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
