package dev.brushcast.engine;

/** What becomes of a frame that the model's safety checker objects to. */
public enum UnsafeFrames {
    /** Frames are not checked. */
    SHOWN("shown"),
    /** It is a {@link RenderedFrame.Failed} with reason {@code unsafe}: the picture before is held. */
    HELD("held"),
    /** It is styled, black, and said to be {@link RenderedFrame.Styled#veiled}. */
    BLACK("black");

    private final String label;

    UnsafeFrames(String label) {
        this.label = label;
    }

    /** Its name for users. */
    public String label() {
        return label;
    }

    /**
     * By its name for users.
     *
     * @throws EngineException if there is none of that name
     */
    public static UnsafeFrames named(String label) {
        for (UnsafeFrames action : values()) {
            if (action.label.equals(label)) {
                return action;
            }
        }
        throw new EngineException("unsafe frames cannot be \"" + label + "\": give shown, held or black");
    }
}
