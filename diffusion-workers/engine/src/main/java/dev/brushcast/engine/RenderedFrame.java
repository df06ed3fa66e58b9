package dev.brushcast.engine;

/** The outcome of one frame. */
public sealed interface RenderedFrame {

    /**
     * Rendered.
     *
     * @param picture the styled one
     * @param stages the time that it spent in each
     * @param veiled whether the picture is black, since the safety checker objects to what it was: neither that nor its source's
     *     is to be shown instead
     */
    record Styled(Picture picture, StageNanos stages, boolean veiled) implements RenderedFrame {

        /** A picture that nobody objects to. */
        public Styled(Picture picture, StageNanos stages) {
            this(picture, stages, false);
        }
    }

    /** So like the frame rendered before that its picture is shown again. */
    record Similar() implements RenderedFrame {}

    /** Not begun before its deadline. */
    record Late() implements RenderedFrame {}

    /** Could not be rendered. {@code reason} is a lower-case name for counting, {@code message} is for people. */
    record Failed(String reason, String message) implements RenderedFrame {}

    /**
     * Not rendered, since the device has no memory for one more stream, or for the frame by itself: its source's picture is the
     * thing to show.
     * {@code message} is for people.
     */
    record NoRoom(String message) implements RenderedFrame {}
}
