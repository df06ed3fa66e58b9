package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a viewer would complain about. */
final class ChunkProblem {

    /** What is over when the worker has caught up. */
    private static final Set<String> LATENESS = Set.of(Reasons.LATE, Reasons.RECOVERING);

    private ChunkProblem() {}

    /** Why the chunk is not shown as it should be: an error before lateness; null if all is well. */
    static @Nullable String of(StyledChunk chunk) {
        String problem = null;
        for (StyledFrame frame : chunk.getFrames()) {
            if (frame.getOutcome() == FrameOutcome.HELD_ERROR) {
                return frame.getReason();
            }
            boolean passed = frame.getOutcome() == FrameOutcome.PASSTHROUGH;
            if (passed && frame.getReason() != null && !LATENESS.contains(frame.getReason())) {
                return frame.getReason();
            }
            if (passed || frame.getOutcome() == FrameOutcome.REUSED_LATE) {
                problem = Reasons.LATE;
            }
        }
        return problem;
    }
}
