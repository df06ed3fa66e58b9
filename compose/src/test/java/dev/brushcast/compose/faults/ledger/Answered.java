package dev.brushcast.compose.faults.ledger;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What became of each frame by the first answer to its chunk, which is the one that counts. For one thread. */
final class Answered {

    /**
     * Of a frame.
     *
     * @param reason for those that are held or passed through
     * @param slate whether a slate is shown in the place of the picture before
     */
    record Answer(FrameOutcome outcome, String reason, boolean slate) {

        /** Whether it has a picture of its own, and does not show the one before again. */
        boolean fresh() {
            return outcome == FrameOutcome.STYLED || outcome == FrameOutcome.PASSTHROUGH;
        }

        /** For counting. */
        String name() {
            return outcome.name().toLowerCase(java.util.Locale.ROOT) + (reason.isEmpty() ? "" : ":" + reason);
        }
    }

    private record Chunk(long epoch, long sequence) {}

    private final Map<FrameId, Answer> answers = new HashMap<>();
    private final Set<Chunk> chunks = new HashSet<>();
    private long again;

    void add(StyledChunk chunk) {
        if (!chunks.add(new Chunk(chunk.getEpoch(), chunk.getSequence()))) {
            again++;
            return;
        }
        for (StyledFrame frame : chunk.getFrames()) {
            String reason = frame.getReason() == null ? "" : frame.getReason();
            answers.put(
                    new FrameId(chunk.getEpoch(), frame.getNumber()),
                    new Answer(frame.getOutcome(), reason, chunk.getSlate()));
        }
    }

    Map<FrameId, Answer> answers() {
        return answers;
    }

    /** Answers to chunks that were answered already. */
    long again() {
        return again;
    }
}
