package dev.brushcast.engine.video.cache;

/**
 * Which slots of one layer's window hold which frames, and which are written next. A pass is begun, run, and ended, in turn.
 * Owned by one thread.
 */
public interface SlotBook {

    /** No sink is refreshed. */
    int NONE = -1;

    /**
     * What the next pass sees, and where it would write.
     *
     * @param position of its first frame, in latent frames since the start of the stream or of its positions
     * @param frames how many it has
     * @param step which of the steps that share this window it is, from 0
     * @param of how many steps share it: all of a chunk's, or 1 where each step has a window of its own
     */
    SlotPass begin(long position, int frames, int step, int of);

    /**
     * The pass is over.
     *
     * @param refreshed the sink that the layer wants this chunk's frame in instead, or {@link #NONE}
     * @return the first slot to write
     */
    int end(int refreshed);

    /** How many slots hold frames. */
    int filled();

    /** Another book that goes on from here by itself. */
    SlotBook copy();
}
