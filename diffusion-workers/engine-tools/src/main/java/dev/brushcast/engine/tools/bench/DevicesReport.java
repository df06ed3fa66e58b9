package dev.brushcast.engine.tools.bench;

import java.util.List;

/**
 * A video model's transformer on one device and parted over several.
 *
 * @param model name of the model folder
 * @param hardware processors and GPUs
 * @param size of the pictures
 * @param steps of a chunk
 * @param one the first device by itself
 * @param several all of them
 * @param largestDifference of any number that came out, over the largest one; 0: equal to the bit
 */
public record DevicesReport(
        String model,
        String hardware,
        String size,
        int steps,
        OnDevices one,
        OnDevices several,
        double largestDifference) {

    /**
     * @param devices their names
     * @param parts which device had which blocks at the end
     * @param chunksPerSecond denoised, a median of rounds
     * @param chunksPerSecondByRound of each
     * @param passMillis what each device takes for a pass, at the end; empty where there is one
     * @param delayChunks how many calls after its own a chunk comes out
     */
    public record OnDevices(
            String devices,
            String parts,
            double chunksPerSecond,
            List<Double> chunksPerSecondByRound,
            List<Double> passMillis,
            int delayChunks) {

        public OnDevices {
            chunksPerSecondByRound = List.copyOf(chunksPerSecondByRound);
            passMillis = List.copyOf(passMillis);
        }
    }
}
