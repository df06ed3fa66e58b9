package dev.brushcast.engine.video.model;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.cache.KeyValueWindow;

/**
 * One row of a transformer call: some latent frames of one stream at one step, with the window that they look back on. The
 * results are written into its arrays.
 *
 * @param shape of a latent frame
 * @param latent noisy frames, one after the other
 * @param time that the network is told
 * @param position of the first frame
 * @param cross of the prompt
 * @param window that is looked back on, and written by way of the slots
 * @param slots which of its slots are seen and written, layer by layer
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
        RowSlots slots,
        float[] flow,
        float[][] newKeys,
        float[][] newValues,
        int[] refreshed) {

    /** Number of latent frames. */
    public int frames() {
        return latent.length / shape.size();
    }
}
