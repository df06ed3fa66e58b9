package dev.brushcast.engine.video.model;

/**
 * Keys and values of a prompt, which every pass attends over: calculated once a prompt.
 *
 * @param keys by layer: text tokens, heads, head width, row-major
 * @param values laid out like the keys
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record CrossKeys(float[][] keys, float[][] values) {

    /** Whether two are one: they are made once a prompt, and large. */
    @SuppressWarnings("ReferenceEquality")
    public boolean isSameAs(CrossKeys other) {
        return this == other;
    }
}
