package dev.brushcast.worker.bench;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of frames. Owned by the reader's thread. */
final class LiveTally {

    private static final long FIRST_SECOND_US = 1_000_000;

    private final long readyAtUs;
    private final Map<String, Long> outcomes = new TreeMap<>();
    private long frames;
    private long later;
    private long laterNotStyled;
    private final Map<String, Long> firstStyledAtUs = new HashMap<>();

    /** @param readyAtUs when the worker was ready, µs since 1970 */
    LiveTally(long readyAtUs) {
        this.readyAtUs = readyAtUs;
    }

    void add(StyledChunk chunk) {
        boolean whole = true;
        for (StyledFrame frame : chunk.getFrames()) {
            boolean styled = frame.getOutcome() == FrameOutcome.STYLED;
            boolean afterFirstSecond = frame.getCapturedAtUs() > readyAtUs + FIRST_SECOND_US;
            frames++;
            outcomes.merge(frame.getOutcome().name(), 1L, Long::sum);
            later += afterFirstSecond ? 1 : 0;
            laterNotStyled += afterFirstSecond && !styled ? 1 : 0;
            whole &= styled;
        }
        if (whole) {
            firstStyledAtUs.putIfAbsent(chunk.getStreamId(), chunk.getFinishedAtUs());
        }
    }

    long frames() {
        return frames;
    }

    LiveReport report() {
        long caughtUpAtUs = firstStyledAtUs.values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(Long.MAX_VALUE);
        return new LiveReport(frames, Map.copyOf(outcomes), later, laterNotStyled, (caughtUpAtUs - readyAtUs) / 1_000);
    }
}
