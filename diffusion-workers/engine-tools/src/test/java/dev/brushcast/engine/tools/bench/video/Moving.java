package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Moving pictures of a texture, and what is wrong with them. */
final class Moving {

    static final int WIDTH = 64;
    static final int HEIGHT = 48;

    private Moving() {}

    interface Look {
        double at(int x, int y);
    }

    /** A texture that moves by some pixels a frame. */
    static List<Picture> texture(int frames, double speed) {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            double left = i * speed;
            pictures.add(picture((x, y) -> 128
                    + 40 * Math.sin(0.5 * (x + left) + 0.2 * y)
                    + 30 * Math.sin(0.25 * (x + left) - 0.4 * y)
                    + 20 * Math.sin(0.9 * (x + left) + 0.7 * y)));
        }
        return pictures;
    }

    /** Each frame's values off by up to so much, otherwise in each frame. */
    static List<Picture> flickering(List<Picture> pictures, int most) {
        Random random = new Random(1);
        return pictures.stream()
                .map(picture -> picture((x, y) -> level(picture, x, y) + random.nextInt(2 * most + 1) - most))
                .toList();
    }

    /** Each value the mean of a square. */
    static List<Picture> blurred(List<Picture> pictures, int radius) {
        return pictures.stream().map(picture -> blurred(picture, radius)).toList();
    }

    static Picture blurred(Picture picture, int radius) {
        return picture((x, y) -> {
            double sum = 0;
            for (int dy = -radius; dy <= radius; dy++) {
                for (int dx = -radius; dx <= radius; dx++) {
                    sum += level(picture, Math.clamp(x + dx, 0, WIDTH - 1), Math.clamp(y + dy, 0, HEIGHT - 1));
                }
            }
            return sum / ((2 * radius + 1) * (2 * radius + 1));
        });
    }

    /** Every value times a factor. */
    static Picture brightened(Picture picture, double factor) {
        return picture((x, y) -> factor * level(picture, x, y));
    }

    private static int level(Picture picture, int x, int y) {
        return picture.rgb()[3 * (y * WIDTH + x)] & 0xff;
    }

    static Picture picture(Look look) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            byte value = (byte) Math.round(Math.clamp(look.at(i % WIDTH, i / WIDTH), 0, 255));
            rgb[3 * i] = value;
            rgb[3 * i + 1] = value;
            rgb[3 * i + 2] = value;
        }
        return new Picture(WIDTH, HEIGHT, rgb);
    }
}
