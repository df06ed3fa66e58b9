package dev.brushcast.egress.conformance;

/** A rule that is broken, and how. */
public record Violation(Rule rule, String what) {

    @Override
    public String toString() {
        return rule + ": " + what;
    }
}
