package dev.brushcast.engine.video.cache;

/**
 * What one layer's window looks like to one pass of the transformer.
 *
 * @param visible how many slots, from the first on, hold frames to look at
 * @param evicted the first slot that the pass overwrites, and so does not see; -1 while the window fills
 * @param frames how many slots it writes
 */
public record SlotPass(int visible, int evicted, int frames) {

    /** Whether a slot is seen, unless a sink is refreshed instead of the evicted slots. */
    public boolean sees(int slot) {
        return slot < visible && !evicts(slot);
    }

    /** Whether a slot is one of those that are overwritten. */
    public boolean evicts(int slot) {
        return evicted >= 0 && slot >= evicted && slot < evicted + frames;
    }
}
