package dev.brushcast.media.ffmpeg;

import dev.brushcast.media.Rational;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** FFmpeg's fractions; it says "not known" by a 0 in either place. */
public final class Ratios {

    private Ratios() {}

    /** The fraction, or what stands for one that is not known. */
    public static double valueOr(AVRational ratio, double unknown) {
        return known(ratio) ? (double) ratio.num() / ratio.den() : unknown;
    }

    /** The fraction; numerator 0: not known. */
    public static Rational of(AVRational ratio) {
        return known(ratio) ? new Rational(ratio.num(), ratio.den()) : new Rational(0, 1);
    }

    private static boolean known(AVRational ratio) {
        return ratio.num() > 0 && ratio.den() > 0;
    }
}
