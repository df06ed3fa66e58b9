package dev.brushcast.kit.config;

import dev.brushcast.kit.UserError;
import java.util.List;
import java.util.stream.Collectors;

/** Settings that somebody has sent and that cannot be taken: every problem by itself, and all of them as one line. */
public final class SettingsError extends UserError {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * @param what they are, for the message
     * @param problems at least one
     */
    public SettingsError(String what, List<Problem> problems) {
        super(what + ": " + problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** In the order in which they were met. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param path names, separated by dots; empty: the whole
     * @param message what is wrong with it, in one line
     */
    public record Problem(String path, String message) {

        @Override
        public String toString() {
            return path.isEmpty() ? message : path + ": " + message;
        }
    }
}
