package dev.brushcast.compose.cli.option;

import dev.brushcast.kit.UserError;
import java.util.List;
import java.util.function.Predicate;

/** Options that are of a single stream, where there are to be many. */
public final class OfOneStream {

    private OfOneStream() {}

    /**
     * Refuses them.
     *
     * @param given whether an option is on the command line
     * @throws UserError if one of them is
     */
    public static void refuse(List<String> options, Predicate<String> given) {
        options.stream().filter(given).findFirst().ifPresent(option -> {
            throw new UserError(
                    option + " is of a single stream: here each stream says its own, see brushcast control");
        });
    }
}
