package dev.brushcast.engine.tools.measure;

import dev.brushcast.engine.Picture;

/**
 * How a source moves from one frame to the next, as far as that can be told: a pixel whose way to the earlier frame and back
 * does not end where it began is hidden there, or badly matched, and counts for nothing.
 */
public final class SourceMotion {

    /** Ways may differ by a hundredth of their squared length and half a pixel squared (Sundaram, Brox and Keutzer 2010). */
    private static final float RELATIVE = 0.01f;

    private static final float ABSOLUTE = 0.5f;

    /** Of another scene hardly anything is found... */
    private static final double LEAST_TRUSTED = 0.1;

    /** ... and what is found does not look like it, in levels of 255. */
    private static final double LARGEST_ERROR = 25;

    private static final int CHANNELS = 3;

    private final Motion back;
    private final boolean[] trusted;
    private final double trustedShare;
    private final boolean oneScene;

    private SourceMotion(Motion back, boolean[] trusted, int count, Picture earlier, Picture later) {
        this.back = back;
        this.trusted = trusted;
        this.trustedShare = (double) count / trusted.length;
        this.oneScene = trustedShare >= LEAST_TRUSTED && error(earlier, later) <= LARGEST_ERROR;
    }

    /** Between two frames of one size that follow one another. */
    public static SourceMotion between(Picture earlier, Picture later) {
        Plane before = Plane.luma(earlier);
        Plane after = Plane.luma(later);
        Motion back = LucasKanade.find(after, before);
        Motion forth = LucasKanade.find(before, after);
        boolean[] trusted = new boolean[after.values().length];
        int count = 0;
        for (int y = 0; y < after.height(); y++) {
            for (int x = 0; x < after.width(); x++) {
                int i = y * after.width() + x;
                trusted[i] = returns(x, y, back, forth, i);
                count += trusted[i] ? 1 : 0;
            }
        }
        return new SourceMotion(back, trusted, count, earlier, later);
    }

    /** The way back is read where the way there ends, its length included. */
    private static boolean returns(int x, int y, Motion back, Motion forth, int i) {
        float dx = back.across().values()[i];
        float dy = back.down().values()[i];
        float thereX = x + dx;
        float thereY = y + dy;
        if (thereX < 0
                || thereY < 0
                || thereX > back.across().width() - 1
                || thereY > back.across().height() - 1) {
            return false;
        }
        float forthX = forth.across().at(thereX, thereY);
        float forthY = forth.down().at(thereX, thereY);
        float off = (dx + forthX) * (dx + forthX) + (dy + forthY) * (dy + forthY);
        return off <= RELATIVE * (dx * dx + dy * dy + forthX * forthX + forthY * forthY) + ABSOLUTE;
    }

    /** Share of pixels whose motion is known, 0 to 1. */
    public double trustedShare() {
        return trustedShare;
    }

    /** Whether the frames are of one scene. */
    public boolean isOneScene() {
        return oneScene;
    }

    /**
     * The mean difference between a frame and the one before moved as the source moved, in levels of 255, over all pixels whose
     * motion is known.
     *
     * @throws IllegalStateException if the frames are of two scenes
     */
    public double warpError(Picture earlier, Picture later) {
        if (!oneScene) {
            throw new IllegalStateException("the source's motion is not known");
        }
        return error(earlier, later);
    }

    private double error(Picture earlier, Picture later) {
        int width = later.width();
        double sum = 0;
        long count = 0;
        for (int i = 0; i < trusted.length; i++) {
            if (trusted[i]) {
                int row = i / width;
                float x = i - row * width + back.across().values()[i];
                float y = row + back.down().values()[i];
                for (int channel = 0; channel < CHANNELS; channel++) {
                    sum += Math.abs((later.rgb()[CHANNELS * i + channel] & 0xff) - moved(earlier, x, y, channel));
                }
                count += CHANNELS;
            }
        }
        return sum / count;
    }

    private static double moved(Picture picture, float x, float y, int channel) {
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(left + 1, picture.width() - 1);
        int below = Math.min(top + 1, picture.height() - 1);
        float across = x - left;
        float down = y - top;
        return (1 - down)
                        * ((1 - across) * level(picture, left, top, channel)
                                + across * level(picture, right, top, channel))
                + down
                        * ((1 - across) * level(picture, left, below, channel)
                                + across * level(picture, right, below, channel));
    }

    private static int level(Picture picture, int x, int y, int channel) {
        return picture.rgb()[CHANNELS * (y * picture.width() + x) + channel] & 0xff;
    }
}
