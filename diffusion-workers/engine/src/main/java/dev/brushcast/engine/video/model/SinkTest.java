package dev.brushcast.engine.video.model;

/**
 * Whether a frame is to take the place of a sink that it has become unlike: half the sum of the cosines of the two frames'
 * mean keys and mean values is below a threshold. Decided in each layer by itself.
 *
 * @param threshold from -1 to 1; {@link #OFF} decides against it always
 * @param valid by sink: whether it is looked at
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record SinkTest(float threshold, boolean[] valid) {

    /** Below any cosine. */
    public static final float OFF = -2;
}
