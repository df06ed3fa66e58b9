package dev.brushcast.engine;

import java.util.List;
import java.util.Optional;

/**
 * What an engine says of a style before any frame is rendered in it.
 *
 * @param refusal why its model cannot do it, on one line; empty if it can
 * @param notes what its user should know of how it will be taken, a line each: a prompt that is cut, one that the model
 *     does not know, a negative prompt without effect
 */
public record StyleVerdict(Optional<String> refusal, List<String> notes) {

    /** It is rendered as it is asked for. */
    public static final StyleVerdict FINE = new StyleVerdict(Optional.empty(), List.of());

    public StyleVerdict {
        notes = List.copyOf(notes);
    }

    /** The model cannot do it. */
    public static StyleVerdict refused(String why) {
        return new StyleVerdict(Optional.of(why), List.of());
    }
}
