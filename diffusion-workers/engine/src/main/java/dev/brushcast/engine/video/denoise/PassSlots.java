package dev.brushcast.engine.video.denoise;

import dev.brushcast.engine.video.cache.KeyValueWindow;
import dev.brushcast.engine.video.cache.SlotBook;
import dev.brushcast.engine.video.cache.SlotPass;
import dev.brushcast.engine.video.model.RowSlots;
import dev.brushcast.engine.video.model.SinkTest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one pass. In a torn window it neither begins nor ends anything any more: its row runs with the others of its
 * call, and what comes out of it is thrown away.
 */
final class PassSlots implements RowSlots {

    private final DenoiseRules rules;
    private final PassStart start;
    private final long number;
    private final float[][] newKeys;
    private final float[][] newValues;
    private final int[] refreshed;
    private final @Nullable SlotPass[] begun;
    private final @Nullable SinkTest[] tests;
    private final int[] slots;
    private volatile boolean torn;

    /**
     * @param newKeys by layer, which the transformer fills; values alike
     * @param refreshed by layer, the sink that a layer wants to have replaced
     */
    PassSlots(DenoiseRules rules, PassStart start, float[][] newKeys, float[][] newValues, int[] refreshed) {
        this.rules = rules;
        this.start = start;
        this.number = start.window().nextPass();
        this.newKeys = newKeys;
        this.newValues = newValues;
        this.refreshed = refreshed;
        this.begun = new SlotPass[refreshed.length];
        this.tests = new SinkTest[refreshed.length];
        this.slots = new int[refreshed.length];
        Arrays.fill(slots, SlotBook.NONE);
    }

    @Override
    public SlotPass begin(int layer) {
        SlotPass known = begun[layer];
        if (known != null) {
            return known;
        }
        KeyValueWindow window = start.window();
        torn |= window.isTornFor(number);
        SlotPass pass = torn
                ? new SlotPass(0, SlotBook.NONE, start.frames())
                : window.book(layer).begin(start.position(), start.frames(), start.step(), start.of());
        begun[layer] = pass;
        tests[layer] = test(window.book(layer));
        return pass;
    }

    private @Nullable SinkTest test(SlotBook book) {
        int sinks = start.window().shape().sinks();
        if (!rules.adaptsSinks() || sinks == 0) {
            return null;
        }
        boolean[] valid = new boolean[sinks];
        for (int sink = 0; sink < sinks; sink++) {
            valid[sink] = rules.compat() || sink < book.filled();
        }
        // With several frames there is no telling which; and a chunk has chosen its slots at its first step.
        boolean asked = start.frames() == 1 && valid[0] && (rules.compat() || start.step() == 0);
        return new SinkTest(asked ? rules.sinkThreshold() : SinkTest.OFF, valid);
    }

    @Override
    public @Nullable SinkTest sinks(int layer) {
        begin(layer);
        return tests[layer];
    }

    @Override
    public void end(int layer) {
        if (begun[layer] == null) {
            throw new IllegalStateException("layer " + layer + " has ended without having begun");
        }
        torn |= start.window().isTornFor(number);
        if (slots[layer] != SlotBook.NONE || torn) {
            return;
        }
        slots[layer] = start.window().book(layer).end(refreshed[layer]);
        start.window().write(layer, slots[layer], newKeys[layer], newValues[layer]);
    }

    /** Ends the layers that the transformer has not. */
    void endAll() {
        for (int layer = 0; layer < slots.length; layer++) {
            end(layer);
        }
    }

    @Override
    public void abandon() {
        if (Arrays.stream(slots).anyMatch(slot -> slot != SlotBook.NONE)) {
            start.window().tear(number);
        }
    }

    /** Whether the window was torn before all layers had run. */
    boolean torn() {
        return torn;
    }

    /** By layer, the first slot that the frames were put into; -1 where it has not ended. */
    int[] slots() {
        return slots;
    }
}
