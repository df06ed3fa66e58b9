package dev.brushcast.engine.video.denoise;

import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.cache.KeyValueWindow;
import dev.brushcast.engine.video.cache.WindowSlots;

/** Makes the windows of a stream. */
public interface Windows {

    /** The one that a stream begins with. */
    KeyValueWindow first();

    /**
     * One more, for another step of a stream batch.
     *
     * @param first what the stream has seen so far
     * @param step from 1 on
     */
    KeyValueWindow another(KeyValueWindow first, int step);

    /** Windows as they are meant. */
    static Windows of(CacheShape shape) {
        return new Windows() {
            @Override
            public KeyValueWindow first() {
                return new KeyValueWindow(shape, _ -> new WindowSlots(shape));
            }

            @Override
            public KeyValueWindow another(KeyValueWindow first, int step) {
                return first.copy();
            }
        };
    }
}
