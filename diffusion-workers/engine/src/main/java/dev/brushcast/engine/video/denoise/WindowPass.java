package dev.brushcast.engine.video.denoise;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.cache.SlotBook;
import dev.brushcast.engine.video.model.TransformerRow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One chunk's latent frames on their way through the transformer at one step. Owned by the thread that denoises, but for its
 * row while that is on its way.
 */
public final class WindowPass {

    private final DenoiseRules rules;
    private final TransformerRow row;
    private final PassSlots slots;
    private float @Nullable [] clean;

    private WindowPass(DenoiseRules rules, TransformerRow row, PassSlots slots) {
        this.rules = rules;
        this.row = row;
        this.slots = slots;
    }

    static WindowPass of(DenoiseRules rules, PassStart start) {
        CacheShape cache = start.window().shape();
        int length = start.frames() * cache.frameLength();
        float[][] newKeys = new float[cache.layers()][length];
        float[][] newValues = new float[cache.layers()][length];
        int[] refreshed = new int[cache.layers()];
        Arrays.fill(refreshed, SlotBook.NONE);
        PassSlots slots = new PassSlots(rules, start, newKeys, newValues, refreshed);
        TransformerRow row = new TransformerRow(
                start.shape(),
                start.latent(),
                start.time(),
                start.position(),
                start.cross(),
                start.window(),
                slots,
                new float[start.latent().length],
                newKeys,
                newValues,
                refreshed);
        return new WindowPass(rules, row, slots);
    }

    /** What goes into the transformer. */
    public TransformerRow row() {
        return row;
    }

    /** By layer, the first slot that the frames were put into, once it has run. */
    public int[] slots() {
        return slots.slots();
    }

    /** The clean latent frames that the prediction means, once it has run. */
    public float[] clean() {
        if (clean == null) {
            throw new IllegalStateException("a pass that has not run");
        }
        return clean;
    }

    /** The transformer has run: keys and values are in the window, and what is clean is known. */
    void finish() {
        if (!slots.torn()) {
            slots.endAll();
        }
        if (slots.torn()) {
            throw new EngineException(
                    "a pass before this one failed half way, so that the stream's window is torn: begin the stream anew");
        }
        clean = rules.schedule().clean(row.latent(), row.flow(), row.time());
    }
}
