package dev.brushcast.ingest.chunk;

import org.jspecify.annotations.Nullable;

/**
 * What an epoch shows while its source sends nothing. Presentation times in the epoch, µs.
 *
 * @param untilUs until when its last picture is shown
 * @param slateFromUs from when a slate is shown instead; null: not yet
 */
public record Held(long untilUs, @Nullable Long slateFromUs) {}
