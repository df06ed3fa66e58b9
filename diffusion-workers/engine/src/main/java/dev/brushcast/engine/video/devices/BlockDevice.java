package dev.brushcast.engine.video.devices;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.video.balance.BlockSpan;

/**
 * A device that runs a span of a transformer's blocks; the first one makes hidden states of latents before, the last one the
 * flow of hidden states after. Owned by its stage's thread while passes are on their way, but for {@link #prepare}.
 */
public interface BlockDevice extends AutoCloseable {

    /** For people, such as {@code cuda:1}. */
    String name();

    /**
     * Loads the blocks of a span that it does not have. From any one thread, also while it runs the span that it has.
     *
     * @throws EngineException if it cannot
     */
    void prepare(BlockSpan span);

    /** From now on it runs this span, which it was prepared for, and lets go of all other blocks. Nothing runs meanwhile. */
    void take(BlockSpan span);

    /**
     * Takes a pass through its blocks: begins and ends the layers of its span in the rows' slots.
     *
     * @return how long it took
     * @throws EngineException if it fails
     */
    StageTime run(DevicePass pass);

    @Override
    void close();
}
