package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.VideoChunk;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a worker keeps of a stream from chunk to chunk: whoever has it can go on with the stream.
 *
 * @param epoch that it belongs to; a chunk of another epoch starts anew
 * @param model that its chunks ask for, as they say it; null: each worker's first. One that asks for another starts anew
 * @param reference the similarity filter's, whose styled picture is the one that is shown; null if there is none or the
 *     filter is off
 * @param skipped the similarity filter's counter
 * @param degradation what is wrong with the stream
 * @param trail what its session has seen, if the model looks back
 */
public record StreamState(
        long epoch,
        @Nullable String model,
        @Nullable Reference reference,
        int skipped,
        Degradation degradation,
        Trail trail) {

    /** The start of an epoch. */
    public static StreamState startOf(long epoch, @Nullable String model) {
        return new StreamState(epoch, model, null, 0, Degradation.NONE, Trail.EMPTY);
    }

    /** Whether there is nothing to keep but what each chunk says. */
    public boolean isEmpty() {
        return reference == null && degradation.equals(Degradation.NONE) && trail.isEmpty();
    }

    /** Whether a chunk goes on with it. */
    boolean isOf(VideoChunk chunk) {
        return epoch == chunk.getEpoch() && Objects.equals(model, chunk.getModel());
    }

    /** After a picture that nothing may be shown again for, such as the source's own. */
    StreamState withoutReference() {
        return new StreamState(epoch, model, null, 0, degradation, trail);
    }

    StreamState withDegradation(Degradation changed) {
        return new StreamState(epoch, model, reference, skipped, changed, trail);
    }

    StreamState withTrail(Trail changed) {
        return new StreamState(epoch, model, reference, skipped, degradation, changed);
    }
}
