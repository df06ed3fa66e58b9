package dev.brushcast.worker.schedule;

import dev.brushcast.engine.FrameLatency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a worker has to do, seen at a moment. Pure.
 *
 * @param aheadNanos work in the engine that is due before the chunk in question
 * @param streams all that are live
 * @param slowdown so many times longer than measured on the idle device does a chunk take now
 * @param effort so many times as much of its time as measured then does the device take for what it gets done
 * @param overheadNanos what a chunk takes besides the engine
 * @param economy what is saved now
 */
public record Load(
        double aheadNanos,
        List<Demand> streams,
        double slowdown,
        double effort,
        double overheadNanos,
        Economy economy) {

    /** Nothing but the chunk in question. */
    public static final Load NONE = new Load(0, List.of(), 1, 1, 0, Economy.NONE);

    /** Less is saved only when so much of the device would be taken then: else it would come and go. */
    private static final double LIFT_BELOW = 0.85;

    private static final double AS_GOOD = 1.03;

    public Load {
        streams = List.copyOf(streams);
    }

    /**
     * How many frames meet in the engine: of every second stream, while others' chunks are on their way to it or from it. Rows of two
     * sizes share no call, so where streams differ this is too many; what it makes wrong is in {@code effort}, which is measured.
     */
    int together() {
        int all = streams.stream().mapToInt(Demand::framesPerChunk).sum();
        int one = streams.stream().mapToInt(Demand::framesPerChunk).max().orElse(1);
        return Math.max(one, all / 2);
    }

    /** Whether calls become so small that they take notably longer for each frame, where chunks are thinned out to such a share. */
    boolean wastesCalls(FrameLatency latency, double share) {
        int fewer = Math.max(1, (int) Math.round(share * together()));
        return latency.work(fewer) > AS_GOOD * latency.work(together());
    }

    /** So much of the device's time does all that comes take; above 1 it has too little. */
    double utilisation(Economy saving) {
        return effort
                * streams.stream()
                        .mapToDouble(stream -> stream.share(saving, together()))
                        .sum();
    }

    /** What is saved from now on: as little as it takes for no frame to be left out, all that may be if that is not enough. */
    public Economy bestEconomy() {
        Economy most = Economy.NONE;
        for (Economy next : economies()) {
            most = next;
            if (utilisation(next) <= (next.compareTo(economy) > 0 ? LIFT_BELOW : 1)) {
                return next;
            }
        }
        return most;
    }

    /**
     * All that can be saved, less first. Steps go before size: a step is a whole call of the UNet that later steps are trained to do
     * without, and the picture keeps its detail; smaller pictures have less of it in every frame.
     */
    private List<Economy> economies() {
        int steps = streams.stream()
                .filter(stream -> stream.ways().fewestSteps() > 0)
                .mapToInt(stream -> stream.ways().full().steps())
                .max()
                .orElse(1);
        List<Economy> all = new ArrayList<>(List.of(Economy.NONE));
        for (int fewer = steps - 1; fewer >= 1; fewer--) {
            all.add(new Economy(fewer, Economy.FULL));
        }
        int fewest = all.getLast().mostSteps();
        streams.stream()
                .flatMap(stream -> stream.ways().bySize().keySet().stream())
                .filter(percent -> percent < Economy.FULL)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .forEach(percent -> all.add(new Economy(fewest, percent)));
        return all;
    }

    /** The same while so much is saved. */
    public Load with(Economy saving) {
        return new Load(aheadNanos, streams, slowdown, effort, overheadNanos, saving);
    }

    /** The share of each stream's frames that the device can render; the same for all. */
    double affordable() {
        double asked = utilisation(economy);
        return asked > 1 ? 1 / asked : 1;
    }

    /** When so many frames are done, nanoseconds from now. */
    double finish(FrameLatency latency, int frames) {
        return overheadNanos
                + slowdown * Math.max(latency.alone(frames), aheadNanos + frames * latency.work(together()));
    }

    /** The same with nothing else to do. */
    double finishAlone(FrameLatency latency, int frames) {
        return overheadNanos + slowdown * latency.alone(frames);
    }
}
