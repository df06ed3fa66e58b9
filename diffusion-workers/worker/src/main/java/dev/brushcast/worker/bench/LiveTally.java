package dev.brushcast.worker.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of frames. Owned by the reader's thread. */
final class LiveTally {

    /** One frame of so many may be late. */
    private static final long ON_TIME_OF = 100;

    private final long readyAtUs;
    private final long settledAtUs;
    private final Runnable onSettled;
    private final Map<String, Long> outcomes = new TreeMap<>();
    private long frames;
    private long settled;
    private long settledNotStyled;
    private final Map<String, long[]> settledByStream = new TreeMap<>(); // frames, those not styled
    private final Map<String, Long> firstStyledAtUs = new HashMap<>();
    private final List<Long> readUs = new ArrayList<>();
    private long processorNanosBefore = -1;

    /**
     * @param readyAtUs when the worker was ready, µs since 1970
     * @param settling for so long nothing is judged
     * @param onSettled called once after that
     */
    LiveTally(long readyAtUs, Duration settling, Runnable onSettled) {
        this.readyAtUs = readyAtUs;
        this.onSettled = onSettled;
        settledAtUs = readyAtUs + settling.toNanos() / 1_000;
    }

    /** @param nowUs when it was read, µs since 1970 */
    void add(StyledChunk chunk, long nowUs) {
        boolean whole = true;
        if (nowUs > settledAtUs) {
            if (processorNanosBefore < 0) {
                processorNanosBefore = processorNanos();
                onSettled.run();
            }
            readUs.add(nowUs - chunk.getPublishedAtUs());
        }
        for (StyledFrame frame : chunk.getFrames()) {
            boolean styled = frame.getOutcome() == FrameOutcome.STYLED;
            boolean judged = frame.getCapturedAtUs() > settledAtUs;
            frames++;
            outcomes.merge(frame.getOutcome().name(), 1L, Long::sum);
            settled += judged ? 1 : 0;
            settledNotStyled += judged && !styled ? 1 : 0;
            if (judged) {
                long[] counts = settledByStream.computeIfAbsent(chunk.getStreamId(), _ -> new long[2]);
                counts[0]++;
                counts[1] += styled ? 0 : 1;
            }
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
        long onTime = settledByStream.values().stream()
                .filter(counts -> counts[1] * ON_TIME_OF <= counts[0])
                .count();
        return new LiveReport(
                frames,
                Map.copyOf(outcomes),
                settled,
                settledNotStyled,
                onTime,
                (caughtUpAtUs - readyAtUs) / 1_000,
                percentileMs(0.5),
                percentileMs(0.99),
                readUs.isEmpty() ? 0 : (processorNanos() - processorNanosBefore) / 1e6 / readUs.size());
    }

    private double percentileMs(double share) {
        List<Long> sorted = readUs.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1))) / 1e3;
    }

    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
