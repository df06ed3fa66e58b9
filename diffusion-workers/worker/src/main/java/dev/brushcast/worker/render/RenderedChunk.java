package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.worker.schedule.LagDecision;
import java.util.Map;

/**
 * What became of a chunk.
 *
 * @param source that it was made of
 * @param styled to be published
 * @param before what was wrong with the stream before it
 * @param degradation what is wrong with the stream after it
 * @param decision what was decided about it, as far as time goes
 * @param steps of denoising, of the last frame's style; 0: the model's own
 * @param percent of each side that its pictures were rendered in, 100: full size
 * @param failures what the engine says of the frames that it could not render: by reason, of the first
 */
public record RenderedChunk(
        SourceRecord source,
        StyledChunk styled,
        Degradation before,
        Degradation degradation,
        LagDecision decision,
        int steps,
        int percent,
        Map<String, String> failures) {

    public RenderedChunk {
        failures = Map.copyOf(failures);
    }
}
