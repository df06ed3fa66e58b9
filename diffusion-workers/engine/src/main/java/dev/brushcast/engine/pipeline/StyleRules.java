package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.Style;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a model makes of a style. Safe for use by several threads. */
public interface StyleRules {

    /**
     * A style in which what it leaves to the model is filled in.
     *
     * @param fromPicture whether frames have a picture to start from
     * @throws IllegalArgumentException if the model cannot render it; the message is for people
     */
    Style resolve(Style style, boolean fromPicture);

    /** Whether the negative prompt has an effect. */
    boolean readsNegative(Style style);

    /**
     * What has no effect, a line each.
     *
     * @param shown how prompts stand in the lines
     */
    List<String> notes(Style style, UnaryOperator<String> shown);
}
