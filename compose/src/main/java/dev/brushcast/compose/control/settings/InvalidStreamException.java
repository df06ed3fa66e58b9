package dev.brushcast.compose.control.settings;

import dev.brushcast.kit.config.SettingsError.Problem;
import java.util.List;

/** What is said of a stream cannot be. Every problem has its path and no secret. */
public final class InvalidStreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidStreamException(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    public InvalidStreamException(String path, String message) {
        this(List.of(new Problem(path, message)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
