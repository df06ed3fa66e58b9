package dev.brushcast.engine.video.denoise;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.cache.KeyValueWindow;
import dev.brushcast.engine.video.model.CrossKeys;

/**
 * What a pass begins with.
 *
 * @param shape of a latent frame
 * @param latent noisy frames, one after the other
 * @param time that the network is told
 * @param position of the first frame
 * @param step which of the steps that share the window
 * @param of how many share it
 * @param cross of the prompt
 * @param window that is looked back on and written to
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
record PassStart(
        LatentShape shape,
        float[] latent,
        float time,
        long position,
        int step,
        int of,
        CrossKeys cross,
        KeyValueWindow window) {

    int frames() {
        return latent.length / shape.size();
    }
}
