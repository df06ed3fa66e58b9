package dev.brushcast.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Which rows share a UNet call. */
public enum BatchPolicy {
    /** One frame at a time, all its steps in a row. */
    SEQUENTIAL("sequential"),
    /** As StreamDiffusion: one call per frame, with all steps of successive frames of one stream. */
    STREAM_BATCH("stream-batch"),
    /** Whichever rows are ready, of any stream and step, the most urgent first. */
    CONTINUOUS("continuous"),

    /** Video models: each stream as {@link #STREAM_BATCH} while its chunks come fast and memory allows it, else {@link #SEQUENTIAL}. */
    AUTO("auto");

    /** What StreamDiffusionV2 calls {@link #SEQUENTIAL}. */
    private static final String NO_BATCH = "no-batch";

    /** Those that render each frame by itself. */
    public static final List<BatchPolicy> OF_FRAMES = List.of(SEQUENTIAL, STREAM_BATCH, CONTINUOUS);

    private final String label;

    BatchPolicy(String label) {
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
    public static BatchPolicy named(String label) {
        if (label.equals(NO_BATCH)) {
            return SEQUENTIAL;
        }
        for (BatchPolicy policy : values()) {
            if (policy.label.equals(label)) {
                return policy;
            }
        }
        throw new EngineException("no batching policy is called \"" + label + "\": give "
                + Arrays.stream(values()).map(BatchPolicy::label).collect(Collectors.joining(", ")));
    }
}
