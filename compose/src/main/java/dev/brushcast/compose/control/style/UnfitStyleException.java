package dev.brushcast.compose.control.style;

/** A style that no worker takes. The message is one line that says why, without naming where it was written. */
public final class UnfitStyleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Part part;

    /** What of a style can be wrong by itself. */
    public enum Part {
        PROMPTS,
        NEGATIVE_PROMPT,
        SEEDS,
        STEPS,
        SIZE,
        GUIDANCE,
        SIMILARITY
    }

    public UnfitStyleException(Part part, String message) {
        super(message);
        this.part = part;
    }

    /** What is wrong with it. */
    public Part part() {
        return part;
    }
}
