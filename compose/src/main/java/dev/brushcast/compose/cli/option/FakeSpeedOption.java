package dev.brushcast.compose.cli.option;

import dev.brushcast.engine.fake.FakeSpeed;
import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How fast a fake engine is to be, as written on the command line. */
public final class FakeSpeedOption {

    private static final String ENCODE = "encode";
    private static final String DECODE = "decode";
    private static final String PIXELS = "pixels";
    private static final int MOST_PIXELS = 1 << 26;
    private static final double LONGEST_MILLIS = 60_000;

    private FakeSpeedOption() {}

    /**
     * By what is timed, in milliseconds: UNet calls by their rows, {@code encode} and {@code decode} per picture; and by
     * {@code pixels} how many the pictures have that these are the times of.
     *
     * @throws UserError if calls of one row are not among them, or something else is
     */
    public static FakeSpeed of(Map<String, Double> millis) {
        Map<Integer, Duration> calls = new HashMap<>();
        millis.forEach((timed, took) -> {
            if (!List.of(ENCODE, DECODE, PIXELS).contains(timed)) {
                calls.put(rows(timed), duration(timed, took));
            }
        });
        if (!calls.containsKey(1)) {
            throw new UserError("--fake-engine does not say how long a call of one row takes: add 1=MS");
        }
        return new FakeSpeed(
                calls,
                duration(ENCODE, millis.getOrDefault(ENCODE, 0.0)),
                duration(DECODE, millis.getOrDefault(DECODE, 0.0)),
                pixels(millis.getOrDefault(PIXELS, 0.0)));
    }

    private static int pixels(double pixels) {
        if (!(pixels >= 0 && pixels <= MOST_PIXELS)) {
            throw new UserError("--fake-engine pixels=" + pixels + ": give width times height, as 262144 for 512x512");
        }
        return (int) pixels;
    }

    private static int rows(String timed) {
        if (!timed.matches("[1-9]\\d{0,3}")) {
            throw new UserError(
                    "--fake-engine " + timed + " is no number of rows: give 1 to 9999, encode, decode or pixels");
        }
        return Integer.parseInt(timed);
    }

    private static Duration duration(String timed, double millis) {
        if (!(millis >= 0 && millis <= LONGEST_MILLIS)) {
            throw new UserError("--fake-engine " + timed + "=" + millis + " is no time: give 0 to 60000 milliseconds");
        }
        return Duration.ofNanos(Math.round(millis * 1e6));
    }
}
