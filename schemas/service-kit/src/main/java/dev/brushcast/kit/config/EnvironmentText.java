package dev.brushcast.kit.config;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.brushcast.kit.UserError;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A single value with <code>${NAME}</code>, <code>${NAME:-default}</code> and <code>${file:PATH}</code> in it, as in a
 * {@link ConfigFile}. On a command line, so that what is secret about it stands in the environment or in a file, which other
 * users of the machine do not see.
 */
public final class EnvironmentText {

    private EnvironmentText() {}

    /**
     * The value with what the environment and the files say.
     *
     * @throws UserError if a variable that has no default is not set, or a file cannot be read
     */
    public static String fillIn(String text, Map<String, String> environment) {
        return fillIn(text, environment, UnaryOperator.identity());
    }

    /** As the other one; {@code quoting} makes what is filled in fit for where it stands. */
    public static String fillIn(String text, Map<String, String> environment, UnaryOperator<String> quoting) {
        Problems problems = new Problems();
        String filled = new Variables(environment, problems, quoting)
                .fillIn(TextNode.valueOf(text))
                .textValue();
        if (problems.any()) {
            throw new UserError("In '" + text + "': " + problems);
        }
        return filled;
    }
}
