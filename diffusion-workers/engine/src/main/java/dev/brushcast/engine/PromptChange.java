package dev.brushcast.engine;

/** What becomes of a video model's memory of a stream when its prompt changes. */
public enum PromptChange {

    /** It stays: the new prompt holds from the next chunk on, and the picture flows into its look. */
    CARRY("carry"),

    /** The stream begins anew, as StreamDiffusionV2 does it: the new look is there at once. */
    RESTART("restart");

    private final String label;

    PromptChange(String label) {
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
    public static PromptChange named(String label) {
        for (PromptChange change : values()) {
            if (change.label.equals(label)) {
                return change;
            }
        }
        throw new EngineException("no prompt change is called \"" + label + "\": give carry or restart");
    }
}
