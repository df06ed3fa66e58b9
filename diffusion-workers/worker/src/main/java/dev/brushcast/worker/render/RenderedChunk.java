package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.StyledChunk;
import org.jspecify.annotations.Nullable;

/**
 * What became of a chunk.
 *
 * @param styled to be published
 * @param state what the stream's next chunk is rendered with
 * @param decision what the lag policy said
 * @param corruption why the chunk's bytes could not all be read; null if they could
 */
public record RenderedChunk(
        StyledChunk styled,
        StreamState state,
        LagDecision decision,
        @Nullable Exception corruption) {}
