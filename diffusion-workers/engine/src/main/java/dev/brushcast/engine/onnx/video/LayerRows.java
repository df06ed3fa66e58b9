package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.TensorBuffer;
import dev.brushcast.engine.video.cache.SlotPass;
import dev.brushcast.engine.video.model.SinkTest;
import dev.brushcast.engine.video.model.TransformerRow;
import java.util.List;

/** What one layer of a row's pass puts into tensors and takes out of them. */
final class LayerRows {

    private LayerRows() {}

    /** Keys and values of the window, and of the prompt where it is to go in. */
    static void putKeys(
            Binding binding, TransformerPorts.Layer to, TransformerRow row, int layer, int at, boolean cross) {
        float[] past = row.window().keys(layer);
        binding.in(to.pastKeys()).put(at * past.length, past);
        binding.in(to.pastValues()).put(at * past.length, row.window().values(layer));
        if (cross) {
            float[] keys = row.cross().keys()[layer];
            binding.in(to.crossKeys()).put(at * keys.length, keys);
            binding.in(to.crossValues()).put(at * keys.length, row.cross().values()[layer]);
        }
    }

    /** Which slots are seen, from an element on. */
    static void putMask(TensorBuffer mask, int from, TransformerRow row, int layer) {
        SlotPass pass = row.slots().begin(layer);
        boolean judged = asks(row, layer);
        for (int slot = 0; slot < row.window().shape().slots(); slot++) {
            // A graph that judges sinks hides itself what is evicted, since it may be a sink instead.
            boolean seen = judged ? slot < pass.visible() : pass.sees(slot);
            mask.put(from + slot, seen ? 1 : 0);
        }
    }

    /** The new keys and values. */
    static void getKeys(Binding binding, TransformerPorts.Layer from, TransformerRow row, int layer, int at) {
        float[] keys = row.newKeys()[layer];
        float[] values = row.newValues()[layer];
        binding.out(from.newKeys()).get(at * keys.length, keys);
        binding.out(from.newValues()).get(at * values.length, values);
    }

    /** Whether the graph is to judge sinks. */
    static boolean asks(TransformerRow row, int layer) {
        SinkTest sinks = row.slots().sinks(layer);
        return sinks != null && sinks.threshold() != SinkTest.OFF;
    }

    /** The slot that a graph is to hide unless it chooses a sink; -1: it is told by the mask. */
    static int evicted(TransformerRow row, int layer) {
        return asks(row, layer) ? row.slots().begin(layer).evicted() : -1;
    }

    /** Which sinks are looked at. */
    static void putValid(TensorBuffer valid, TransformerRow row, int layer, int at) {
        SinkTest test = row.slots().sinks(layer);
        boolean judged = asks(row, layer);
        int count = sinkColumns(row.window().shape().sinks());
        for (int sink = 0; sink < count; sink++) {
            valid.put(at * count + sink, judged && test != null && test.valid()[sink] ? 1 : 0);
        }
    }

    /** No tensor has a side of nothing. */
    static int sinkColumns(int sinks) {
        return Math.max(1, sinks);
    }

    /** The graph has one threshold for all rows; it decides nothing for rows whose sinks are all left out. */
    static float threshold(List<TransformerRow> rows, int layer) {
        float threshold = SinkTest.OFF;
        for (TransformerRow row : rows) {
            SinkTest sinks = row.slots().sinks(layer);
            threshold = sinks == null ? threshold : Math.max(threshold, sinks.threshold());
        }
        return threshold;
    }
}
