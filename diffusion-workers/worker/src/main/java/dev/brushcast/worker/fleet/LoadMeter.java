package dev.brushcast.worker.fleet;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.WorkerStream;
import dev.brushcast.worker.render.Reasons;
import dev.brushcast.worker.render.RenderedChunk;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a worker's streams asked of it in the last ten seconds, and how much of that came too late. One of which there was no chunk
 * for four is none of them any more: who removes a stream to make room for another does not wait long. Rates are by media time: a
 * stream asks for its own frame rate from its first chunk on, also of a worker that is behind. Safe for use by several threads.
 */
public final class LoadMeter {

    private static final long WINDOW_US = Duration.ofSeconds(10).toNanos() / 1_000;
    private static final long QUIET_US = Duration.ofSeconds(4).toNanos() / 1_000;
    private static final double US_PER_S = 1e6;

    private final Map<String, Window> streams = new TreeMap<>();

    private record Tally(long atUs, long mediaUs, int asked, int late) {}

    /** Owned by the meter's lock. */
    private static final class Window {

        private final Deque<Tally> tallies = new ArrayDeque<>();
        private StyledChunk newest;
        private int slot;
        private int steps;

        Window(StyledChunk first) {
            newest = first;
        }
    }

    /** A chunk is done. */
    public synchronized void add(int slot, RenderedChunk rendered) {
        StyledChunk chunk = rendered.styled();
        if (chunk.getFrames().isEmpty()) {
            return;
        }
        Window window = streams.computeIfAbsent(chunk.getStreamId(), _ -> new Window(chunk));
        window.newest = chunk;
        window.slot = slot;
        window.steps = rendered.steps();
        window.tallies.addLast(tally(chunk));
    }

    private static Tally tally(StyledChunk chunk) {
        long mediaUs = 0;
        int asked = 0;
        int missed = 0;
        for (StyledFrame frame : chunk.getFrames()) {
            mediaUs += frame.getDurationUs();
            asked += frame.getOutcome() == FrameOutcome.REUSED_SIMILAR ? 0 : 1;
            boolean late = Reasons.LATE.equals(frame.getReason()) || frame.getOutcome() == FrameOutcome.REUSED_LATE;
            missed += late ? 1 : 0;
        }
        return new Tally(chunk.getFinishedAtUs(), mediaUs, asked, missed);
    }

    /**
     * The streams of which there was a chunk in the last seconds, by their ids.
     *
     * @param nowUs wall clock, µs since 1970
     */
    public synchronized List<WorkerStream> streams(long nowUs) {
        streams.values().forEach(window -> window.tallies.removeIf(tally -> tally.atUs() < nowUs - WINDOW_US));
        streams.values()
                .removeIf(window ->
                        window.tallies.isEmpty() || window.tallies.getLast().atUs() < nowUs - QUIET_US);
        return streams.values().stream().map(LoadMeter::stream).toList();
    }

    /**
     * Share of what live streams asked for that came too late, of chunks that were done since then; 0 where there was none.
     *
     * @param sinceUs wall clock, µs since 1970
     */
    public synchronized double lateShare(long sinceUs) {
        long asked = 0;
        long late = 0;
        for (Window window : streams.values()) {
            for (Tally tally : window.newest.getLive() ? window.tallies : List.<Tally>of()) {
                asked += tally.atUs() >= sinceUs ? tally.asked() : 0;
                late += tally.atUs() >= sinceUs ? tally.late() : 0;
            }
        }
        return asked == 0 ? 0 : (double) late / asked;
    }

    private static WorkerStream stream(Window window) {
        double mediaSeconds = window.tallies.stream().mapToLong(Tally::mediaUs).sum() / US_PER_S;
        StyledChunk newest = window.newest;
        long capturedAtUs = newest.getFrames().getLast().getCapturedAtUs();
        return WorkerStream.newBuilder()
                .setStreamId(newest.getStreamId())
                .setSlot(window.slot)
                .setLive(newest.getLive())
                .setWidth(newest.getWidth())
                .setHeight(newest.getHeight())
                .setSteps(window.steps)
                .setAskedFps(rate(window.tallies.stream().mapToInt(Tally::asked).sum(), mediaSeconds))
                .setLateFps(rate(window.tallies.stream().mapToInt(Tally::late).sum(), mediaSeconds))
                .setModel(newest.getModel())
                .setLagUs(newest.getLive() ? Math.max(0, newest.getFinishedAtUs() - capturedAtUs) : 0)
                .build();
    }

    private static double rate(int frames, double seconds) {
        return seconds == 0 ? 0 : frames / seconds;
    }
}
