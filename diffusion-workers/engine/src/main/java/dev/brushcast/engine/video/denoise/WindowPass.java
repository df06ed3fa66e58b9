package dev.brushcast.engine.video.denoise;

import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.cache.KeyValueWindow;
import dev.brushcast.engine.video.cache.SlotBook;
import dev.brushcast.engine.video.cache.SlotPass;
import dev.brushcast.engine.video.model.SinkTest;
import dev.brushcast.engine.video.model.TransformerRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One chunk's latent frames on their way through the transformer at one step. Owned by the thread that denoises. */
public final class WindowPass {

    private final DenoiseRules rules;
    private final TransformerRow row;
    private final int[] slots;
    private float @Nullable [] clean;

    private WindowPass(DenoiseRules rules, TransformerRow row) {
        this.rules = rules;
        this.row = row;
        this.slots = new int[row.passes().size()];
    }

    static WindowPass begin(DenoiseRules rules, PassStart start) {
        CacheShape cache = start.window().shape();
        List<SlotPass> passes = new ArrayList<>();
        for (int layer = 0; layer < cache.layers(); layer++) {
            passes.add(start.window().book(layer).begin(start.position(), start.frames(), start.step(), start.of()));
        }
        int length = start.frames() * cache.frameLength();
        int[] refreshed = new int[cache.layers()];
        Arrays.fill(refreshed, SlotBook.NONE);
        return new WindowPass(
                rules,
                new TransformerRow(
                        start.shape(),
                        start.latent(),
                        start.time(),
                        start.position(),
                        start.cross(),
                        start.window(),
                        passes,
                        sinks(rules, start),
                        new float[start.latent().length],
                        new float[cache.layers()][length],
                        new float[cache.layers()][length],
                        refreshed));
    }

    private static @Nullable SinkTest sinks(DenoiseRules rules, PassStart start) {
        int sinks = start.window().shape().sinks();
        if (!rules.adaptsSinks() || sinks == 0) {
            return null;
        }
        boolean[] valid = new boolean[sinks];
        for (int sink = 0; sink < sinks; sink++) {
            valid[sink] = rules.compat() || sink < start.window().book(0).filled();
        }
        // With several frames there is no telling which; and a chunk has chosen its slots at its first step.
        boolean asked = start.frames() == 1 && valid[0] && (rules.compat() || start.step() == 0);
        return new SinkTest(asked ? rules.sinkThreshold() : SinkTest.OFF, valid);
    }

    /** What goes into the transformer. */
    public TransformerRow row() {
        return row;
    }

    /** By layer, the first slot that the frames were put into, once it has run. */
    public int[] slots() {
        return slots;
    }

    /** The clean latent frames that the prediction means, once it has run. */
    public float[] clean() {
        if (clean == null) {
            throw new IllegalStateException("a pass that has not run");
        }
        return clean;
    }

    /** The transformer has run: keys and values go into the window. */
    void finish() {
        KeyValueWindow window = row.window();
        for (int layer = 0; layer < slots.length; layer++) {
            slots[layer] = window.book(layer).end(row.refreshed()[layer]);
            window.write(layer, slots[layer], row.newKeys()[layer], row.newValues()[layer]);
        }
        clean = rules.schedule().clean(row.latent(), row.flow(), row.time());
    }
}
