package dev.brushcast.worker.simulation;

import dev.brushcast.worker.simulation.ArrivalTrace.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Arrivals that nobody has recorded, drawn from a seed. */
public final class SyntheticArrivals {

    private static final double US_PER_SECOND = 1e6;
    private static final double HOP_US = 8_000;
    private static final double BURST_EVERY_SECONDS = 6;
    private static final double BURST_SECONDS = 0.7;

    private SyntheticArrivals() {}

    /**
     * Streams of all the usual rates by turns (10, 25, 30 frames a second), of which now and then one is held up on its way, for
     * {@value #BURST_SECONDS} s, each {@value #BURST_EVERY_SECONDS} s on average, and then comes at once.
     */
    public static ArrivalTrace bursts(int streams, int seconds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] rates = {10, 25, 30};
        List<Arrival> arrivals = new ArrayList<>();
        for (int stream = 0; stream < streams; stream++) {
            long frameUs = Math.round(US_PER_SECOND / rates[stream % rates.length]);
            long phaseUs = random.nextLong(Simulation.FRAMES_PER_CHUNK * frameUs);
            long heldUntilUs = 0;
            long chunks = (long) (seconds * US_PER_SECOND) / (Simulation.FRAMES_PER_CHUNK * frameUs);
            for (long sequence = 0; sequence < chunks; sequence++) {
                long capturedUs = phaseUs + (sequence + 1) * Simulation.FRAMES_PER_CHUNK * frameUs;
                if (random.nextDouble() < Simulation.FRAMES_PER_CHUNK * frameUs / US_PER_SECOND / BURST_EVERY_SECONDS) {
                    heldUntilUs = Math.max(heldUntilUs, capturedUs + Math.round(BURST_SECONDS * US_PER_SECOND));
                }
                long hopUs = Math.round(HOP_US * -Math.log(1 - random.nextDouble()));
                arrivals.add(
                        new Arrival(stream, sequence, Math.max(heldUntilUs, capturedUs + hopUs), capturedUs, frameUs));
            }
        }
        return new ArrivalTrace("bursts", arrivals);
    }

    /** Streams of one rate whose chunks come as they are captured, all at the same moments: the worst that cameras can do. */
    public static ArrivalTrace inStep(int streams, int framesPerSecond, int seconds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long frameUs = Math.round(US_PER_SECOND / framesPerSecond);
        List<Arrival> arrivals = new ArrayList<>();
        for (int stream = 0; stream < streams; stream++) {
            long chunks = (long) (seconds * US_PER_SECOND) / (Simulation.FRAMES_PER_CHUNK * frameUs);
            for (long sequence = 0; sequence < chunks; sequence++) {
                long capturedUs = (sequence + 1) * Simulation.FRAMES_PER_CHUNK * frameUs;
                long hopUs = Math.round(HOP_US * -Math.log(1 - random.nextDouble()));
                arrivals.add(new Arrival(stream, sequence, capturedUs + hopUs, capturedUs, frameUs));
            }
        }
        return new ArrivalTrace("in step", arrivals);
    }
}
