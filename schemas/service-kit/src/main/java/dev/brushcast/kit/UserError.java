package dev.brushcast.kit;

import org.jspecify.annotations.Nullable;

/**
 * Something that only the user can put right. The message is one line that says what is wrong and what to do; it is
 * shown without a stack trace.
 */
public class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
