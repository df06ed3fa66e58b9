package dev.brushcast.worker.render;

import dev.brushcast.contract.fleet.ModelChoice;
import dev.brushcast.engine.EngineDescription;

/**
 * One of a worker's models: its engine, and what decides about the chunks that are for it. Safe for use by several threads.
 *
 * @param engine that runs it
 * @param intake of its chunks
 */
record RenderModel(EngineDescription description, EngineCall engine, ChunkIntake intake) {

    boolean isMeantBy(String asked) {
        return new ModelChoice(asked).isOf(description.model(), description.modelHash());
    }

    /** 0: each frame is rendered by itself. */
    int lookbackFrames() {
        return description.lookbackFrames();
    }
}
