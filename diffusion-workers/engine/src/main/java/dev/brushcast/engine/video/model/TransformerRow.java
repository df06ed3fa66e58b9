package dev.brushcast.engine.video.model;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.cache.KeyValueWindow;
import dev.brushcast.engine.video.cache.SlotPass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a transformer call: some latent frames of one stream at one step, with the window that they look back on. The
 * results are written into its arrays.
 *
 * @param shape of a latent frame
 * @param latent noisy frames, one after the other
 * @param time that the network is told
 * @param position of the first frame
 * @param cross of the prompt
 * @param window not written here
 * @param passes by layer, which slots are seen
 * @param sinks null: the question does not arise
 * @param flow for the prediction, laid out like the latent
 * @param newKeys by layer, for the frames' keys, rotated
 * @param newValues by layer
 * @param refreshed by layer, for the sink that the layer wants these frames in, or -1
 */
@SuppressWarnings("ArrayRecordComponent") // identity counts
public record TransformerRow(
        LatentShape shape,
        float[] latent,
        float time,
        long position,
        CrossKeys cross,
        KeyValueWindow window,
        List<SlotPass> passes,
        @Nullable SinkTest sinks,
        float[] flow,
        float[][] newKeys,
        float[][] newValues,
        int[] refreshed) {

    /** Number of latent frames. */
    public int frames() {
        return latent.length / shape.size();
    }
}
