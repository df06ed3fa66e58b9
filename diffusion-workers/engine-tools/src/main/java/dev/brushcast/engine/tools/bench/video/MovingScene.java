package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A moving picture of its own making: random blocks of colour that a camera passes, some two pixels a frame. */
final class MovingScene {

    private static final int FRAMES = 48;
    private static final int SPEED = 2;
    private static final int BLOCK = 8;

    private MovingScene() {}

    static Clip clip(String name, PictureSize size, double framesPerSecond) {
        int blocksAcross = (size.width() + FRAMES * SPEED) / BLOCK + 1;
        byte[] colours = new byte[3 * blocksAcross * (size.height() / BLOCK + 1)];
        new Random(name.hashCode()).nextBytes(colours);
        List<Picture> pictures = new ArrayList<>();
        for (int frame = 0; frame < FRAMES; frame++) {
            byte[] rgb = new byte[3 * size.pixels()];
            for (int y = 0; y < size.height(); y++) {
                for (int x = 0; x < size.width(); x++) {
                    int block = y / BLOCK * blocksAcross + (x + frame * SPEED) / BLOCK;
                    System.arraycopy(colours, 3 * block, rgb, 3 * (y * size.width() + x), 3);
                }
            }
            pictures.add(new Picture(size.width(), size.height(), rgb));
        }
        return new Clip(name, framesPerSecond, pictures);
    }
}
