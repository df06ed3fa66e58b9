package dev.brushcast.compose.cli.option;

import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.EnvironmentText;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/**
 * A secret that an option names and does not have: <code>${NAME}</code> of the environment or
 * <code>${file:/run/secrets/NAME}</code>. What stands on a command line, every user of the machine can see.
 *
 * @param text the secret
 */
public record SecretText(String text) {

    private static final Pattern NAMED = Pattern.compile("\\$\\{(?:file:[^}]+|\\w+)}");

    static SecretText of(String given, Map<String, String> environment) {
        if (!NAMED.matcher(given).matches()) {
            throw new UserError("a password is not for a command line, which others can see:"
                    + " write '${NAME}' for an environment variable, or '${file:PATH}' for a file");
        }
        return new SecretText(EnvironmentText.fillIn(given, environment));
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "***";
    }

    /** For picocli. */
    public static final class Converter implements ITypeConverter<SecretText> {

        @Override
        public SecretText convert(String given) {
            return Converters.convert(given, text -> of(text, System.getenv()));
        }
    }
}
