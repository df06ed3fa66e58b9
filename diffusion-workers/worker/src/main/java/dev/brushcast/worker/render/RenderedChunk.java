package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.StyledChunk;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a chunk.
 *
 * @param styled to be published
 * @param state what the stream's next chunk is rendered with
 * @param decision what the lag policy said
 * @param inBacklog whether the stream's next chunk, which is there already, is too late to be rendered as well
 * @param corruption why the chunk's bytes could not all be read; null if they could
 * @param failures what the engine says of the frames that it could not render: by reason, of the first
 */
public record RenderedChunk(
        StyledChunk styled,
        StreamState state,
        LagDecision decision,
        boolean inBacklog,
        @Nullable Exception corruption,
        Map<String, String> failures) {

    public RenderedChunk {
        failures = Map.copyOf(failures);
    }
}
