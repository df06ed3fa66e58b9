package dev.brushcast.engine.video.model;

import dev.brushcast.engine.video.cache.SlotPass;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a row's window that its pass sees and writes. A layer is begun when the pass reaches it and ended when it has
 * run, so that of several passes that are on their way each finds in a layer what those before it have left there. Whoever
 * runs a layer calls this; one layer's calls come one after the other, those of other layers may come from other threads.
 */
public interface RowSlots {

    /** What the pass sees in a layer, which is begun where it was not yet. */
    SlotPass begin(int layer);

    /** Whether the frame is to take a sink's place in a layer, asked once it is begun; null: the question does not arise. */
    @Nullable
    SinkTest sinks(int layer);

    /** The layer has run: its keys and values are in the row, and go into the window. */
    void end(int layer);

    /** The pass is given up: a window that has it in some layers and not in others is torn. */
    void abandon();
}
