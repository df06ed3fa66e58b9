package dev.brushcast.egress.consume;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.egress.ledger.Provenance;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.ChunkFrame;
import dev.brushcast.egress.timeline.EncodedPicture;
import dev.brushcast.egress.timeline.Hold;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Origin;
import dev.brushcast.egress.timeline.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Styled chunks as the timeline takes them. */
public final class StyledChunks {

    /** For a held frame whose worker gave no reason. */
    private static final String ERROR = "error";

    private StyledChunks() {}

    /** The chunk. */
    public static Chunk toChunk(StyledChunk from) {
        List<ChunkFrame> frames =
                from.getFrames().stream().map(frame -> frame(from, frame)).toList();
        Hold hold = Hold.of(from.getLive(), from.getHeldUntilUs(), from.getSlateFromUs());
        return new Chunk(
                Epochs.of(from),
                from.getSequence(),
                frames,
                Epochs.gaps(from.getGaps()),
                from.getEndOfEpoch(),
                hold != null && from.getSlate() ? hold.asSlate() : hold,
                Epochs.splices(from.getCues()));
    }

    /** Who rendered it; of a chunk that no model has seen, who rendered those before it. */
    public static Provenance provenance(StyledChunk from, Provenance before) {
        if (from.getModel().isEmpty()) {
            return new Provenance(
                    before.model(), before.modelHash(), before.device(), before.styleRevision(), from.getLive());
        }
        long revision = from.getFrames().isEmpty()
                ? before.styleRevision()
                : from.getFrames().getLast().getStyleRevision();
        return new Provenance(from.getModel(), from.getModelHash(), from.getDevice(), revision, from.getLive());
    }

    private static ChunkFrame frame(StyledChunk chunk, StyledFrame frame) {
        Outcome outcome = outcome(frame);
        return new ChunkFrame(
                frame.getNumber(),
                frame.getPtsUs(),
                frame.getDurationUs(),
                outcome,
                outcome.hasPicture() ? picture(chunk, frame) : null,
                journey(chunk, frame),
                frame.getCaptions(),
                chunk.getSlate() && outcome.kind() == Outcome.Kind.HELD);
    }

    private static Outcome outcome(StyledFrame frame) {
        String reason = frame.getReason();
        Outcome said = switch (frame.getOutcome()) {
            case STYLED -> Outcome.STYLED;
            case PASSTHROUGH -> Outcome.PASSTHROUGH;
            case REUSED_SIMILAR -> Outcome.REUSED_SIMILAR;
            case REUSED_LATE -> Outcome.REUSED_LATE;
            case HELD_ERROR -> Outcome.held(reason == null ? ERROR : reason);
            case UNKNOWN -> Outcome.held("unknown-outcome");
        };
        return said.hasPicture() && frame.getData() == null ? Outcome.held(Outcome.UNREADABLE) : said;
    }

    private static @Nullable EncodedPicture picture(StyledChunk chunk, StyledFrame frame) {
        return frame.getData() == null
                ? null
                : new EncodedPicture(
                        chunk.getFormat(), frame.getData(), chunk.getWidth(), chunk.getHeight(), origin(chunk, frame));
    }

    private static Origin origin(StyledChunk chunk, StyledFrame frame) {
        return frame.getOutcome() == FrameOutcome.STYLED
                ? new Origin(true, chunk.getModel(), chunk.getModelHash(), frame.getStyleRevision())
                : Origin.SOURCE;
    }

    private static Journey journey(StyledChunk chunk, StyledFrame frame) {
        StageTimings timings = frame.getTimings();
        return new Journey(
                frame.getCapturedAtUs(),
                chunk.getPublishedAtUs(),
                chunk.getReceivedAtUs(),
                chunk.getFinishedAtUs(),
                timings.getQueueUs(),
                timings.getEncodeUs(),
                timings.getDenoiseUs(),
                timings.getDecodeUs(),
                chunk.getPayloadDecodeUs() + chunk.getPayloadEncodeUs(),
                frame.getStyleRevision());
    }
}
