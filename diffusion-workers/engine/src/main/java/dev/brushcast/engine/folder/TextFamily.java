package dev.brushcast.engine.folder;

import java.util.Locale;

/** The two kinds of text encoders. */
public enum TextFamily {
    /** Reads all of its input, marks and padding included. */
    CLIP,
    /**
     * T5 and its relatives (umt5 for Wan): is told which of its input is text, and what it says of the rest is nothing. Prompts
     * are cleaned before they are cut into tokens, as the pipelines of such models do.
     */
    T5;

    static TextFamily of(JsonConfig config, String className) {
        String type = config.text("model_type", "").toLowerCase(Locale.ROOT);
        return type.contains("t5") || className.contains("T5") || config.integer("d_model") != null ? T5 : CLIP;
    }
}
