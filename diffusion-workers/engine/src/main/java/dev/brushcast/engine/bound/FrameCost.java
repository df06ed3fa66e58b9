package dev.brushcast.engine.bound;

import dev.brushcast.engine.model.PictureGeometry;

/**
 * What one frame takes.
 *
 * @param nanos in the networks, one after another
 * @param machineBytes memory of all kinds that the process grew by
 * @param directBytes of it, tensors outside of the heap
 * @param heapBytes of it, arrays on the heap
 */
public record FrameCost(Growth nanos, Growth machineBytes, Growth directBytes, Growth heapBytes) {

    private static final int RGB = 3;
    /** A chunk's pictures before and after, of bytes, four each. */
    private static final int BYTES_OF_PICTURES = 2 * 4 * RGB;

    /** Arrays of a latent's size that a frame has at once: latent, picture's latent, residual, noise of four steps. */
    private static final int LATENTS_ON_HEAP = 8;

    /** Tensors of a latent's size: out of the encoder, twice into the UNet, out of it, into the decoder. */
    private static final int LATENT_TENSORS = 5;

    /** Into the encoder and out of the decoder. */
    private static final int PICTURES = 2;

    /** What a frame's arrays and tensors take by their shapes; time and the machine's memory as measured. */
    public static FrameCost of(PictureGeometry geometry, Growth nanos, Growth machineBytes) {
        int pixels = geometry.nativeSize().pixels();
        double latent =
                (double) Float.BYTES * geometry.latentOf(geometry.nativeSize()).size();
        double planes = (double) Float.BYTES * RGB * pixels;
        return new FrameCost(
                nanos,
                machineBytes,
                new Growth(pixels, LATENT_TENSORS * latent + PICTURES * planes, 1),
                new Growth(
                        pixels, LATENTS_ON_HEAP * latent + PICTURES * planes + (double) BYTES_OF_PICTURES * pixels, 1));
    }
}
