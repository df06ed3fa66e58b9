package dev.brushcast.worker.schedule;

import dev.brushcast.engine.FrameLatency;
import java.util.List;

/**
 * What a worker has to do, seen at a moment. Pure.
 *
 * @param aheadNanos work in the engine that is due before the chunk in question
 * @param streams all that are live
 * @param slowdown so many times longer than measured on the idle device does a chunk take now
 * @param effort so many times as much of its time as measured then does the device take for what it gets done
 * @param overheadNanos what a chunk takes besides the engine
 * @param cap the most steps of streams that allow fewer, as it is now; {@link Integer#MAX_VALUE}: there is none
 */
public record Load(
        double aheadNanos, List<Demand> streams, double slowdown, double effort, double overheadNanos, int cap) {

    /** Nothing but the chunk in question. */
    public static final Load NONE = new Load(0, List.of(), 1, 1, 0, Integer.MAX_VALUE);

    /** A cap is lifted only when so much of the device would be taken then: else it would come and go. */
    private static final double LIFT_BELOW = 0.85;

    /** What is planned for when there is more to do than time: a little less than all of it, for plans are never quite right. */
    private static final double PLANNED = 0.97;

    private static final double AS_GOOD = 1.03;

    public Load {
        streams = List.copyOf(streams);
    }

    /** How many frames meet in the engine: of every second stream, while others' chunks are on their way to it or from it. */
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
    double utilisation(int capped) {
        return effort
                * streams.stream()
                        .mapToDouble(stream -> stream.share(capped, together()))
                        .sum();
    }

    /** The most steps that streams which allow fewer can have without frames being left out; 1 if that is not enough either. */
    public int bestCap() {
        int most = streams.stream()
                .filter(stream -> stream.fewestSteps() > 0)
                .mapToInt(stream -> stream.latency().steps())
                .max()
                .orElse(0);
        for (int steps = most; steps > 1; steps--) {
            if (utilisation(steps) <= (steps > cap ? LIFT_BELOW : 1)) {
                return steps == most ? Integer.MAX_VALUE : steps;
            }
        }
        return most > 1 ? 1 : Integer.MAX_VALUE;
    }

    /** The share of each stream's frames that the device can render; the same for all. */
    double affordable(int capped) {
        double asked = utilisation(capped);
        return asked > 1 ? PLANNED / asked : 1;
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
