package dev.brushcast.engine.video.denoise;

import dev.brushcast.engine.video.cache.KeyValueWindow;
import dev.brushcast.engine.video.cache.SlotPass;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.CrossKeys;
import dev.brushcast.engine.video.model.TransformerRow;
import dev.brushcast.engine.video.model.TransformerTraits;
import java.util.ArrayList;
import java.util.List;

/**
 * A transformer of one layer whose frames have one token of one number: the flow depends on the frame, its time, its
 * position, the prompt and all frames that are seen, so that anything that goes wrong shows.
 */
final class EchoTransformer implements CausalTransformer {

    final List<Integer> calls = new ArrayList<>();

    @Override
    public TransformerTraits traits() {
        return new TransformerTraits(1, 1, 1, 1, 1, 1, false);
    }

    @Override
    public CrossKeys crossKeys(float[] states) {
        return new CrossKeys(new float[][] {states.clone()}, new float[][] {states.clone()});
    }

    @Override
    public void run(List<TransformerRow> rows) {
        calls.add(rows.size());
        for (TransformerRow row : rows) {
            float seen = seen(row.window(), row.slots().begin(0));
            for (int i = 0; i < row.latent().length; i++) {
                float value = 0.3f * row.latent()[i]
                        + 0.001f * row.time()
                        + 0.01f * (row.position() + i)
                        + 0.2f * row.cross().keys()[0][0]
                        + 0.1f * seen;
                row.flow()[i] = value;
                row.newKeys()[0][i] = value;
                row.newValues()[0][i] = -value;
            }
        }
    }

    private static float seen(KeyValueWindow window, SlotPass pass) {
        float sum = 0;
        for (int slot = 0; slot < window.shape().slots(); slot++) {
            if (pass.sees(slot)) {
                sum += window.keys(0)[slot] - 0.5f * window.values(0)[slot];
            }
        }
        return sum;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
