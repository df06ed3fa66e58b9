package dev.brushcast.worker.render;

/** Why a frame was not rendered, as frames carry it and as it is counted. The engine adds its own. */
public final class Reasons {

    /** The chunk is too old to be rendered. */
    public static final String LATE = "late";

    /** The frame's bytes are no picture of the chunk's size. */
    public static final String CORRUPT = "corrupt";

    /** The model does not take pictures of this size. */
    public static final String SIZE = "size";

    /** The worker has not the model that the stream asks for. */
    public static final String MODEL = "model";

    /** A payload format that this version does not know. */
    public static final String FORMAT = "format";

    /** The engine did not answer in time. */
    public static final String TIMEOUT = "timeout";

    /** The device has no memory for one more stream. */
    public static final String MEMORY = "memory";

    /** The engine brought everything out and said nothing of the frame. */
    public static final String UNANSWERED = "unanswered";

    /** The model's safety checker objects to what was rendered. */
    public static final String UNSAFE = "unsafe";

    /** The model gives pictures again, and has to for a while until they are shown. */
    public static final String RECOVERING = "recovering";

    private Reasons() {}
}
