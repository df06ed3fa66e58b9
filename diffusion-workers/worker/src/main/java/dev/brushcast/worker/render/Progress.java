package dev.brushcast.worker.render;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a chunk, or of waiting for the next one in vain.
 *
 * @param chunks to be published, in order: of this chunk or of earlier ones
 * @param state what the stream's next chunk is rendered with
 * @param inBacklog whether the stream's next chunk, which is there already, is too late to be rendered as well
 * @param corruption why the chunk's bytes could not all be read; null if they could
 * @param priming how long a new session was shown what its stream had come to; null if none was
 */
public record Progress(
        List<RenderedChunk> chunks,
        StreamState state,
        boolean inBacklog,
        @Nullable Exception corruption,
        @Nullable Duration priming) {

    public Progress {
        chunks = List.copyOf(chunks);
    }
}
