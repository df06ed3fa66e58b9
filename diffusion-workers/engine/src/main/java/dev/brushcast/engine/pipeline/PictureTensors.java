package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.Picture;

/** Pictures as the autoencoder takes and gives them: planes of R, G and B, from -1 to 1. */
final class PictureTensors {

    private static final int RGB = 3;
    private static final float HALF = 127.5f;

    private PictureTensors() {}

    static float[] planes(Picture picture) {
        byte[] rgb = picture.rgb();
        int pixels = picture.width() * picture.height();
        float[] planes = new float[RGB * pixels];
        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < RGB; c++) {
                planes[c * pixels + i] = (rgb[RGB * i + c] & 0xff) / HALF - 1;
            }
        }
        return planes;
    }

    static Picture picture(int width, int height, float[] planes) {
        int pixels = width * height;
        byte[] rgb = new byte[RGB * pixels];
        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < RGB; c++) {
                float scaled = (planes[c * pixels + i] + 1) * HALF;
                rgb[RGB * i + c] = (byte) Math.clamp(Math.round(scaled), 0, 255);
            }
        }
        return new Picture(width, height, rgb);
    }
}
