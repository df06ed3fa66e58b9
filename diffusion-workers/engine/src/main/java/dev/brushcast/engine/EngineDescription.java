package dev.brushcast.engine;

/**
 * What an engine runs, and on what.
 *
 * @param model name of the model folder
 * @param device {@code cpu}, {@code cuda:0}, ...
 * @param sideMultiple sides of a picture are multiples of this many pixels
 * @param nativePixels how many pixels a picture has at the size that the model was made for
 * @param mostPixels how many pixels a picture may have on this machine; frames of larger ones fail with reason {@code size}
 * @param lookbackFrames how many frames before it a frame is rendered with: what a session that begins in the middle of a
 *     stream is shown first; 0: each frame is rendered by itself
 * @param textToImage whether it can make a picture from a prompt alone
 * @param modelHash SHA-256 over the model's graphs and weights, in hexadecimal digits; empty: it has none
 */
public record EngineDescription(
        String model,
        String device,
        int sideMultiple,
        int nativePixels,
        int mostPixels,
        int lookbackFrames,
        boolean textToImage,
        String modelHash) {

    /** An engine whose model is no folder's. */
    public EngineDescription(
            String model,
            String device,
            int sideMultiple,
            int nativePixels,
            int mostPixels,
            int lookbackFrames,
            boolean textToImage) {
        this(model, device, sideMultiple, nativePixels, mostPixels, lookbackFrames, textToImage, "");
    }
}
