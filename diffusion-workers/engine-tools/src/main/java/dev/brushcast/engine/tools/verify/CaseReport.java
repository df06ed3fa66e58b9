package dev.brushcast.engine.tools.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far one case's arrays are from the recorded ones. */
public final class CaseReport {

    private final List<String> parts = new ArrayList<>();
    private boolean failed;

    /** What the next comparisons are of. */
    public void section(String name) {
        parts.add((parts.isEmpty() ? "" : "| ") + name);
    }

    /** Compares rows: the largest difference over the largest wanted value must be within the tolerance. */
    public void compare(String name, List<float[]> got, List<float[]> want, double tolerance) {
        if (got.size() != want.size()) {
            parts.add(name + " has " + got.size() + " rows, not " + want.size());
            failed = true;
            return;
        }
        double difference = 0;
        double largest = 0;
        for (int row = 0; row < want.size(); row++) {
            float[] wanted = want.get(row);
            float[] found = got.get(row);
            if (wanted.length != found.length) {
                parts.add(name + " has " + found.length + " values a row, not " + wanted.length);
                failed = true;
                return;
            }
            for (int i = 0; i < wanted.length; i++) {
                largest = Math.max(largest, Math.abs(wanted[i]));
                // Written so that a NaN counts as infinitely far off.
                double off = Math.abs((double) found[i] - wanted[i]);
                difference = off <= Double.MAX_VALUE ? Math.max(difference, off) : Double.POSITIVE_INFINITY;
            }
        }
        number(name, largest == 0 ? difference : difference / largest, tolerance);
    }

    /** Notes an error that was measured elsewhere. */
    public void number(String name, double error, double tolerance) {
        boolean within = error <= tolerance;
        failed |= !within;
        parts.add(String.format(Locale.ROOT, "%s %.1e%s", name, error, within ? "" : " (allowed " + tolerance + ")"));
    }

    /** Notes something that is right or wrong. */
    public void exact(String name, boolean right, String difference) {
        failed |= !right;
        parts.add(name + (right ? " equal" : " differ: " + difference));
    }

    public boolean failed() {
        return failed;
    }

    @Override
    public String toString() {
        return String.join(" ", parts);
    }
}
