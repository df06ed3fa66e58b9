package dev.brushcast.kit.config;

import dev.brushcast.kit.UserError;
import org.jspecify.annotations.Nullable;

/** A file with a secret that cannot be used. The message names the file and never what is in it. */
public final class UnreadableSecretException extends UserError {

    private static final long serialVersionUID = 1L;

    UnreadableSecretException(String file, String problem, @Nullable Throwable cause) {
        super("the secret in " + file + " " + problem, cause);
    }
}
