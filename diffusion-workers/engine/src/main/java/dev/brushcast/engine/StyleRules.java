package dev.brushcast.engine;

import java.util.stream.DoubleStream;

/** What values of a style make sense; each refuses one that does not with an {@link IllegalArgumentException}. */
final class StyleRules {

    private StyleRules() {}

    static void requireUsable(String what, DoubleStream weights) {
        double[] all = weights.toArray();
        if (all.length == 0) {
            throw new IllegalArgumentException("a style needs a " + what);
        }
        if (DoubleStream.of(all).allMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("all weights are 0: give one of them more");
        }
    }

    static void requireWeight(double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("a weight must be a number from 0, not " + weight);
        }
    }

    static void requireShort(String prompt) {
        if (prompt.length() > Style.MAX_PROMPT_CHARS) {
            throw new IllegalArgumentException("a prompt of " + prompt.length() + " characters, at most "
                    + Style.MAX_PROMPT_CHARS + " are taken: shorten it");
        }
    }

    static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " must be a number, not " + value);
        }
    }
}
