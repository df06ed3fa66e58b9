package dev.brushcast.kit.ops;

import dev.brushcast.kit.Reason;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that must be so for a service to be well.
 *
 * @param name of what is checked
 * @param problem says what is wrong, or nothing; called for each request, from any thread, and answers at once
 */
public record HealthCheck(String name, Supplier<Optional<String>> problem) {

    /** What is wrong, in a line that names the check. */
    Optional<String> report() {
        try {
            return problem.get().map(text -> name + ": " + text);
        } catch (RuntimeException e) { // a check that breaks is a problem too
            return Optional.of(name + ": " + Reason.of(e));
        }
    }
}
