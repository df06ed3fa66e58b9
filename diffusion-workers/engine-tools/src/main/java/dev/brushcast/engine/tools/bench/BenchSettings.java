package dev.brushcast.engine.tools.bench;

import dev.brushcast.engine.PictureSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is measured, and how long.
 *
 * @param modelFolder the model
 * @param device as in {@link dev.brushcast.engine.EngineConfig}
 * @param size of the pictures; empty: the model's own
 * @param intraOpThreads as in {@link dev.brushcast.engine.EngineConfig}
 * @param framesPerRequest frames in a request; a stream has one request in the engine at a time
 * @param perRound how long each setting runs in each round
 * @param rounds how many; the engine and the bare sessions take turns, and a ratio is the median over rounds
 */
public record BenchSettings(
        Path modelFolder,
        String device,
        Optional<PictureSize> size,
        int intraOpThreads,
        int framesPerRequest,
        Duration perRound,
        int rounds) {

    /** A model, measured for some seconds in chunks of four frames. */
    public static BenchSettings of(Path modelFolder) {
        return new BenchSettings(modelFolder, "auto", Optional.empty(), 0, 4, Duration.ofSeconds(3), 3);
    }
}
