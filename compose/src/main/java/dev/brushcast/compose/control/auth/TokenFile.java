package dev.brushcast.compose.control.auth;

import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.ConfigFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file of tokens, in YAML.
 *
 * @param tokens at least one
 */
record TokenFile(List<Entry> tokens) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int SHORTEST = 16;

    TokenFile {
        if (tokens == null || tokens.isEmpty()) {
            throw new UserError("there is no token: write tokens: [{name: ops, role: admin, sha256: HEX}]");
        }
        tokens = List.copyOf(tokens);
    }

    static TokenFile read(Path file, Map<String, String> environment) {
        return ConfigFile.read(file, TokenFile.class, environment);
    }

    /**
     * One token, by its digest or as it is.
     *
     * @param name for logs
     * @param sha256 of the token, 64 hexadecimal digits
     * @param token from the environment, as in {@code ${TOKEN}}
     */
    record Entry(
            String name,
            Role role,
            @Nullable String sha256,
            @Nullable String token) {

        Entry {
            if (name == null || role == null || (sha256 == null) == (token == null)) {
                throw new UserError("a token has a name, a role (viewer, operator, admin) and either sha256 or token");
            }
            if (sha256 != null && !SHA_256.matcher(sha256).matches()) {
                throw new UserError("sha256 of token " + name + " is not 64 hexadecimal digits");
            }
            if (token != null && token.length() < SHORTEST) {
                throw new UserError("token " + name + " is too short: give " + SHORTEST + " characters or more");
            }
        }
    }
}
