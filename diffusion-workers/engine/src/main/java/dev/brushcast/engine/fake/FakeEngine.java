package dev.brushcast.engine.fake;

import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.noise.Draws;
import dev.brushcast.engine.noise.SeededNoise;
import dev.brushcast.engine.pipeline.PipelinedEngine;

/**
 * An engine that runs no model. Everything around the networks is the real engine's: queues, similarity filter,
 * batching, deadlines; the networks themselves only let time pass and turn the picture into its negative. Its
 * description says so, and nothing opens it where a model was asked for.
 */
public final class FakeEngine {

    private FakeEngine() {}

    /**
     * Opens one.
     *
     * @param config all but the model folder and the device, which are not looked at
     * @param speed how long calls take
     * @param pause how time passes; agrees with the configuration's clock
     */
    public static DiffusionEngine open(EngineConfig config, FakeSpeed speed, Pause pause) {
        return new PipelinedEngine(FakeModel.of(speed, pause), config, new SeededNoise(), Draws.SEEDED);
    }
}
