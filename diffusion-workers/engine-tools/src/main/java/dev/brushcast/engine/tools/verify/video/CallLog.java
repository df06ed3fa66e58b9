package dev.brushcast.engine.tools.verify.video;

import dev.brushcast.engine.video.denoise.WindowPass;
import dev.brushcast.engine.video.model.TransformerRow;
import java.util.ArrayList;
import java.util.List;

/** What went into the transformer and came out, pass by pass. */
final class CallLog {

    final List<float[]> noisy = new ArrayList<>();
    final List<float[]> flow = new ArrayList<>();
    final List<float[]> clean = new ArrayList<>();
    final List<Float> times = new ArrayList<>();
    final List<Long> positions = new ArrayList<>();

    /** By layer and row of a round, as stream batches are recorded. */
    final List<float[]> keysByLayer = new ArrayList<>();

    final List<float[]> valuesByLayer = new ArrayList<>();

    /** Notes passes that are over. */
    void round(List<WindowPass> passes) {
        for (WindowPass pass : passes) {
            TransformerRow row = pass.row();
            noisy.add(row.latent());
            flow.add(row.flow());
            clean.add(pass.clean());
            times.add(row.time());
            positions.add(row.position());
        }
        for (int layer = 0; layer < passes.getFirst().slots().length; layer++) {
            for (WindowPass pass : passes) {
                keysByLayer.add(pass.row().newKeys()[layer]);
                valuesByLayer.add(pass.row().newValues()[layer]);
            }
        }
    }
}
