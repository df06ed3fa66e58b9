package dev.brushcast.engine.tools.bench;

import java.util.List;

/**
 * Frames per second, and what they cost; medians over rounds.
 *
 * @param fps the engine's
 * @param floorFps the bare sessions' for the same batches, one after another
 * @param ofFloor their ratio; above 1 where stages overlap
 * @param cpuMillisPerFrame processor time that the engine takes for a frame, all threads together
 * @param floorCpuMillisPerFrame processor time that the bare sessions take for it
 * @param rowsPerCall UNet rows per call
 */
public record Throughput(
        double fps,
        double floorFps,
        double ofFloor,
        double cpuMillisPerFrame,
        double floorCpuMillisPerFrame,
        double rowsPerCall) {

    static Throughput of(List<Round> rounds) {
        return new Throughput(
                Medians.of(rounds, Round::fps),
                Medians.of(rounds, Round::floorFps),
                Medians.of(rounds, round -> round.fps() / round.floorFps()),
                Medians.of(rounds, round -> round.cpu().engine()),
                Medians.of(rounds, round -> round.cpu().floor()),
                Medians.of(rounds, Round::rowsPerCall));
    }
}
