package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.worker.render.Degradation;
import dev.brushcast.worker.render.Reasons;
import dev.brushcast.worker.render.RenderedChunk;
import java.util.Map;
import java.util.Optional;

/** What is said when a stream begins or ceases to be shown as it should be: once, not with every frame. */
final class DegradationEvents {

    private final String origin;

    DegradationEvents(String worker) {
        origin = "worker " + worker;
    }

    /** The event of the step from the chunk before to this one, if there is one. */
    Optional<StreamEvent> ofChange(RenderedChunk rendered) {
        Degradation now = rendered.degradation();
        if (!rendered.before().changesTo(now)) {
            return Optional.empty();
        }
        StyledChunk chunk = rendered.styled();
        String reason = now.reason();
        StreamEvent.Builder event = StreamEvent.newBuilder()
                .setStreamId(chunk.getStreamId())
                .setEpoch(chunk.getEpoch())
                .setAtUs(chunk.getFinishedAtUs())
                .setOrigin(origin);
        if (reason == null) {
            event.setType(StreamEventType.RECOVERED).setMessage("every frame is rendered again");
        } else {
            event.setType(StreamEventType.DEGRADED)
                    .setMessage("frames are not rendered: " + message(reason, rendered))
                    .setDetails(Map.of("reason", reason, "sequence", Long.toString(chunk.getSequence())));
        }
        return Optional.of(event.build());
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
