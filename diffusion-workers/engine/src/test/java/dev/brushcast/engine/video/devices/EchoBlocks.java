package dev.brushcast.engine.video.devices;

import dev.brushcast.engine.video.cache.SlotPass;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.CrossKeys;
import dev.brushcast.engine.video.model.SinkTest;
import dev.brushcast.engine.video.model.TransformerRow;
import dev.brushcast.engine.video.model.TransformerTraits;
import java.util.Arrays;
import java.util.List;

/**
 * A transformer whose frames have one token of one number, all of it on one device: what comes out depends on the frame, its
 * time and position, the prompt and every frame that each of its blocks sees, so that anything that goes wrong shows.
 */
final class EchoBlocks implements CausalTransformer {

    private final TransformerTraits traits;

    EchoBlocks(int layers) {
        traits = new TransformerTraits(layers, 1, 1, 1, 1, 1, true);
    }

    static CrossKeys prompt(int layers, float value) {
        float[][] keys = new float[layers][1];
        Arrays.stream(keys).forEach(layer -> layer[0] = value);
        return new CrossKeys(keys, keys);
    }

    static void embed(TransformerRow row, float[] hidden) {
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = 0.3f * row.latent()[i] + 0.001f * row.time();
        }
    }

    static void block(TransformerRow row, int layer, float[] hidden) {
        SlotPass pass = row.slots().begin(layer);
        int refreshed = refreshed(row, layer, hidden[0]);
        row.refreshed()[layer] = refreshed;
        float seen = 0;
        for (int slot = 0; slot < row.window().shape().slots(); slot++) {
            boolean hides = refreshed >= 0 ? slot == refreshed : pass.evicts(slot);
            if (slot < pass.visible() && !hides) {
                seen += row.window().keys(layer)[slot] - 0.5f * row.window().values(layer)[slot];
            }
        }
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = 0.6f * hidden[i]
                    + 0.1f * seen
                    + 0.01f * (row.position() + i)
                    + 0.02f * (layer + 1) * row.cross().keys()[layer][0];
            row.newKeys()[layer][i] = hidden[i];
            row.newValues()[layer][i] = -hidden[i];
        }
        row.slots().end(layer);
    }

    private static int refreshed(TransformerRow row, int layer, float now) {
        SinkTest test = row.slots().sinks(layer);
        for (int sink = 0; test != null && test.threshold() != SinkTest.OFF && sink < test.valid().length; sink++) {
            float likeness = 1 - Math.abs(row.window().keys(layer)[sink] - now);
            if (test.valid()[sink] && likeness < test.threshold()) {
                return sink;
            }
        }
        return -1;
    }

    @Override
    public TransformerTraits traits() {
        return traits;
    }

    @Override
    public CrossKeys crossKeys(float[] states) {
        return prompt(traits.layers(), states[0]);
    }

    @Override
    public void run(List<TransformerRow> rows) {
        for (TransformerRow row : rows) {
            embed(row, row.flow());
            for (int layer = 0; layer < traits.layers(); layer++) {
                block(row, layer, row.flow());
            }
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
