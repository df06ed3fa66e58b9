package dev.brushcast.engine.video.cache;

/**
 * The window that a stream's transformer looks back on.
 *
 * @param layers of the transformer
 * @param slots latent frames in the window, that of the chunk being denoised included
 * @param sinks how many of the first slots keep the stream's first frames, for a look that does not drift
 * @param frameLength numbers of one latent frame's keys (or values) in one layer: tokens times heads times head width
 */
public record CacheShape(int layers, int slots, int sinks, int frameLength) {

    public CacheShape {
        if (layers < 1 || slots < 2 || sinks < 0 || sinks >= slots || frameLength < 1) {
            throw new IllegalArgumentException("a window of " + slots + " slots, " + sinks + " of them sinks, in "
                    + layers + " layers of " + frameLength + " numbers a frame; expected fewer sinks than slots");
        }
    }

    /** Bytes of the keys and values of one window, at so many a number. */
    public long bytes(int perNumber) {
        return 2L * layers * slots * frameLength * perNumber;
    }
}
