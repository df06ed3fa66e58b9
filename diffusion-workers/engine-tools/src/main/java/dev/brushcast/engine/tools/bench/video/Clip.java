package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import java.util.List;

/**
 * A moving picture, as a model is to have it.
 *
 * @param name of its file
 * @param framesPerSecond of its pictures
 * @param pictures at least two, all of one size
 */
public record Clip(String name, double framesPerSecond, List<Picture> pictures) {

    private static final double MICROS = 1e6;

    public Clip {
        pictures = List.copyOf(pictures);
        if (pictures.size() < 2 || !(framesPerSecond > 0)) {
            throw new IllegalArgumentException(
                    pictures.size() + " pictures at " + framesPerSecond + " a second are no moving picture");
        }
    }

    PictureSize size() {
        return new PictureSize(pictures.getFirst().width(), pictures.getFirst().height());
    }

    /** The picture of a frame, where the clip begins anew after its last. */
    Picture looped(long number) {
        return pictures.get((int) (number % pictures.size()));
    }

    /** Media time of a frame, µs from its beginning. */
    long micros(long number) {
        return Math.round(number * MICROS / framesPerSecond);
    }
}
