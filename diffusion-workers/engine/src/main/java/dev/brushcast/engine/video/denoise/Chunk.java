package dev.brushcast.engine.video.denoise;

import dev.brushcast.engine.video.model.CrossKeys;

/**
 * A chunk's latent frames before a step.
 *
 * @param latent noisy frames, one after the other
 * @param position of the first one
 * @param cross of the prompt that the chunk is rendered in
 * @param redraw the noise that it gets between its steps
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record Chunk(float[] latent, long position, CrossKeys cross, Redraw redraw) {}
