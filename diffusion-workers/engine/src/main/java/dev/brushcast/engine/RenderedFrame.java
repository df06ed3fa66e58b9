package dev.brushcast.engine;

/** The outcome of one frame. */
public sealed interface RenderedFrame {

    /** Rendered: the styled picture, and the time that it spent in each stage. */
    record Styled(Picture picture, StageNanos stages) implements RenderedFrame {}

    /** So like the frame rendered before that its picture is shown again. */
    record Similar() implements RenderedFrame {}

    /** Not begun before its deadline. */
    record Late() implements RenderedFrame {}

    /** Could not be rendered. {@code reason} is a lower-case name for counting, {@code message} is for people. */
    record Failed(String reason, String message) implements RenderedFrame {}

    /**
     * Not rendered, since the device has no memory for one more stream: its source's picture is the thing to show.
     * {@code message} is for people.
     */
    record NoRoom(String message) implements RenderedFrame {}
}
