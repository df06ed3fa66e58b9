package dev.brushcast.engine.tools.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Dense optical flow by Lucas and Kanade: for each pixel the shift by which the square around it looks like the other picture,
 * found on small pictures first and refined on larger ones. Shifts of some ten pixels are found where there is texture; where there is
 * none it is what the surroundings have.
 */
final class LucasKanade {

    private static final int RADIUS = 4;
    private static final int ROUNDS = 5;
    private static final int SMALLEST_SIDE = 16;
    private static final int MOST_LEVELS = 5;

    /** Of squared gradients: less than that is no texture, and asks for no shift. */
    private static final float NO_TEXTURE = 4;

    /** A refinement beyond this many pixels is the noise of a square without texture. */
    private static final float FARTHEST = 1;

    private LucasKanade() {}

    /** Where each pixel of one picture is in another of the same size. */
    static Motion find(Plane from, Plane to) {
        List<Plane> small = levels(from);
        List<Plane> smallOther = levels(to);
        Plane top = small.getLast();
        Motion motion = Motion.none(top.width(), top.height());
        for (int level = small.size() - 1; level >= 0; level--) {
            Plane here = small.get(level);
            motion = refine(here, smallOther.get(level), motion.resized(here.width(), here.height()));
        }
        return motion;
    }

    private static List<Plane> levels(Plane plane) {
        List<Plane> levels = new ArrayList<>(List.of(plane));
        while (levels.size() < MOST_LEVELS
                && Math.min(levels.getLast().width(), levels.getLast().height()) >= 2 * SMALLEST_SIDE) {
            levels.add(levels.getLast().boxed(1).halved());
        }
        return levels;
    }

    private static Motion refine(Plane from, Plane to, Motion start) {
        int width = from.width();
        int height = from.height();
        Plane right = Plane.zero(width, height);
        Plane below = Plane.zero(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                right.values()[y * width + x] = (from.at(x + 1, y) - from.at(x - 1, y)) / 2;
                below.values()[y * width + x] = (from.at(x, y + 1) - from.at(x, y - 1)) / 2;
            }
        }
        Plane xx = times(right, right).boxed(RADIUS);
        Plane xy = times(right, below).boxed(RADIUS);
        Plane yy = times(below, below).boxed(RADIUS);
        Motion motion = start;
        for (int round = 0; round < ROUNDS; round++) {
            Plane change = change(from, to, motion);
            Plane xt = times(right, change).boxed(RADIUS);
            Plane yt = times(below, change).boxed(RADIUS);
            motion = moved(motion, xx, xy, yy, xt, yt).smoothed();
        }
        return motion;
    }

    /** What is left between the pictures when one is moved. */
    private static Plane change(Plane from, Plane to, Motion motion) {
        Plane change = Plane.zero(from.width(), from.height());
        for (int y = 0; y < from.height(); y++) {
            for (int x = 0; x < from.width(); x++) {
                int i = y * from.width() + x;
                float there =
                        to.at(x + motion.across().values()[i], y + motion.down().values()[i]);
                change.values()[i] = there - from.values()[i];
            }
        }
        return change;
    }

    private static Motion moved(Motion motion, Plane xx, Plane xy, Plane yy, Plane xt, Plane yt) {
        Motion next = Motion.none(xx.width(), xx.height());
        for (int i = 0; i < xx.values().length; i++) {
            float a = xx.values()[i] + NO_TEXTURE;
            float b = xy.values()[i];
            float c = yy.values()[i] + NO_TEXTURE;
            float determinant = a * c - b * b;
            float stepX = (b * yt.values()[i] - c * xt.values()[i]) / determinant;
            float stepY = (b * xt.values()[i] - a * yt.values()[i]) / determinant;
            next.across().values()[i] = motion.across().values()[i] + Math.clamp(stepX, -FARTHEST, FARTHEST);
            next.down().values()[i] = motion.down().values()[i] + Math.clamp(stepY, -FARTHEST, FARTHEST);
        }
        return next;
    }

    private static Plane times(Plane one, Plane other) {
        Plane product = Plane.zero(one.width(), one.height());
        for (int i = 0; i < product.values().length; i++) {
            product.values()[i] = one.values()[i] * other.values()[i];
        }
        return product;
    }
}
