package dev.brushcast.engine.onnx.image;

import dev.brushcast.engine.Picture;
import dev.brushcast.engine.picture.PictureResizer;
import dev.brushcast.engine.picture.ResamplingFilter;

/**
 * A picture as CLIP's vision models take it: the shorter side resized to {@link #SIDE} (bicubic), the middle cut out,
 * each channel shifted and scaled by the mean and deviation of the pictures that they were trained on.
 */
final class ClipPicture {

    /** Pixels of a side. */
    static final int SIDE = 224;

    private static final int RGB = 3;
    private static final double WHITE = 255;
    private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};
    private static final double[] DEVIATION = {0.26862954, 0.26130258, 0.27577711};

    private ClipPicture() {}

    /** Planes of red, green and blue. */
    static float[] planes(Picture picture) {
        int shorter = Math.min(picture.width(), picture.height());
        int width = picture.width() * SIDE / shorter;
        int height = picture.height() * SIDE / shorter;
        byte[] rgb = PictureResizer.resize(picture, ResamplingFilter.BICUBIC, width, height)
                .rgb();
        int left = (width - SIDE) / 2;
        int top = (height - SIDE) / 2;
        float[] planes = new float[RGB * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int from = RGB * ((top + y) * width + left + x);
                for (int c = 0; c < RGB; c++) {
                    double value = (rgb[from + c] & 0xff) / WHITE;
                    planes[(c * SIDE + y) * SIDE + x] = (float) ((value - MEAN[c]) / DEVIATION[c]);
                }
            }
        }
        return planes;
    }
}
