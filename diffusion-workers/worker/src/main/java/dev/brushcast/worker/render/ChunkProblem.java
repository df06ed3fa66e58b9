package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import org.jspecify.annotations.Nullable;

/** What a viewer would complain about. */
final class ChunkProblem {

    private ChunkProblem() {}

    /** Why the chunk is not shown as it should be: an error before lateness; null if all is well. */
    static @Nullable String of(StyledChunk chunk) {
        String problem = null;
        for (StyledFrame frame : chunk.getFrames()) {
            if (frame.getOutcome() == FrameOutcome.HELD_ERROR) {
                return frame.getReason();
            }
            if (frame.getOutcome() == FrameOutcome.PASSTHROUGH && Reasons.MEMORY.equals(frame.getReason())) {
                return Reasons.MEMORY;
            }
            if (frame.getOutcome() == FrameOutcome.REUSED_LATE || frame.getOutcome() == FrameOutcome.PASSTHROUGH) {
                problem = Reasons.LATE;
            }
        }
        return problem;
    }
}
