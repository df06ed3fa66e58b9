package dev.brushcast.compose.cli.option;

import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.UserError;
import dev.brushcast.worker.style.StyleMapping;

/** Whether a style is one that workers take, by their own rule. */
final class Renderable {

    private Renderable() {}

    /**
     * Called after each group of options has changed the style, so that the group that spoils it can be named.
     *
     * @param options the group, as {@code --a or --b}
     * @throws UserError if a worker would refuse the style as it is now
     */
    static void require(StyleUpdate.Builder style, String options) {
        try {
            StyleMapping.toStyle(style.build());
        } catch (IllegalArgumentException e) {
            throw new UserError("change " + options + ": " + e.getMessage(), e);
        }
    }
}
