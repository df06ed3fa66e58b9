package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.worker.render.Degradation;
import dev.brushcast.worker.render.Reasons;
import dev.brushcast.worker.render.RenderedChunk;
import dev.brushcast.worker.render.StreamState;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/** What is said about a stream when something about it changes: once, not with every frame. */
final class StreamEvents {

    /** What cannot be read does not tell its epoch; real ones count from 1. */
    private static final long NO_EPOCH = 0;

    private final String origin;

    StreamEvents(String worker) {
        origin = "worker " + worker;
    }

    /** The event of the step from one state to the next, if there is one. */
    Optional<StreamEvent> ofChange(StreamState before, RenderedChunk rendered) {
        Degradation now = rendered.state().degradation();
        if (!before.degradation().changesTo(now)) {
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

    /**
     * The event of a record that is passed over.
     *
     * @param streamId of whom the record says it is
     * @param context where the record is
     * @param nowUs wall clock, µs since 1970
     */
    StreamEvent ofSetAside(String streamId, ErrorHandlerContext context, Exception cause, long nowUs) {
        return StreamEvent.newBuilder()
                .setStreamId(streamId)
                .setEpoch(NO_EPOCH)
                .setType(StreamEventType.ERROR)
                .setAtUs(nowUs)
                .setOrigin(origin)
                .setMessage("a record of " + context.topic() + " is passed over: "
                        + DeadLetters.rootOf(cause).getMessage())
                .setDetails(Map.of(
                        "topic",
                        context.topic(),
                        "partition",
                        Integer.toString(context.partition()),
                        "offset",
                        Long.toString(context.offset())))
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
            default -> firstLine(rendered.failures().getOrDefault(reason, reason)); // the engine's own
        };
    }

    /** Messages of native libraries may go on for pages. */
    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
