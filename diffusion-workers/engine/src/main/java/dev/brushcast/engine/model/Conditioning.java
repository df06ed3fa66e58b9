package dev.brushcast.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * What the network is told of a prompt.
 *
 * @param states hidden states of its tokens, row-major, {@code tokens * width}
 * @param pooled the pooled embedding that larger models want besides, or null
 */
@SuppressWarnings("ArrayRecordComponent") // shared and never written to, never compared
public record Conditioning(float[] states, float @Nullable [] pooled) {}
