package dev.brushcast.kit.config;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.brushcast.kit.UserError;
import java.util.Map;

/**
 * A single value with <code>${NAME}</code> and <code>${NAME:-default}</code> in it, as in a {@link ConfigFile}. On a command
 * line, so that what is secret about it stands in the environment, which other users of the machine do not see.
 */
public final class EnvironmentText {

    private EnvironmentText() {}

    /**
     * The value with what the environment says.
     *
     * @throws UserError if a variable that has no default is not set
     */
    public static String fillIn(String text, Map<String, String> environment) {
        Problems problems = new Problems();
        String filled = new Variables(environment, problems)
                .fillIn(TextNode.valueOf(text))
                .textValue();
        if (problems.any()) {
            throw new UserError("In '" + text + "': " + problems);
        }
        return filled;
    }
}
