package dev.brushcast.egress.conformance;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong. Safe for use by several threads. */
@SuppressWarnings("AnnotateFormatMethod")
final class Findings {

    private final List<Violation> violations = new ArrayList<>();

    /** Something is to be so. */
    void expect(boolean so, Rule rule, String otherwise, Object... arguments) {
        if (!so) {
            add(rule, otherwise, arguments);
        }
    }

    synchronized void add(Rule rule, String what, Object... arguments) {
        violations.add(new Violation(rule, String.format(what, arguments)));
    }

    synchronized List<Violation> all() {
        return List.copyOf(violations);
    }
}
