package dev.brushcast.worker.render;

import org.jspecify.annotations.Nullable;

/**
 * All that a worker keeps of a stream from chunk to chunk: whoever has it can go on with the stream.
 *
 * @param epoch that it belongs to; a chunk of another epoch starts anew
 * @param reference the similarity filter's, whose styled picture is the one that is shown; null if there is none or the
 *     filter is off
 * @param skipped the similarity filter's counter
 * @param degradation what is wrong with the stream
 * @param trail what its session has seen, if the model looks back
 */
public record StreamState(
        long epoch, @Nullable Reference reference, int skipped, Degradation degradation, Trail trail) {

    /** The start of an epoch. */
    public static StreamState startOf(long epoch) {
        return new StreamState(epoch, null, 0, Degradation.NONE, Trail.EMPTY);
    }

    /** Whether there is nothing to keep but the epoch. */
    public boolean isEmpty() {
        return reference == null && degradation.equals(Degradation.NONE) && trail.isEmpty();
    }

    /** After a picture that nothing may be shown again for, such as the source's own. */
    StreamState withoutReference() {
        return new StreamState(epoch, null, 0, degradation, trail);
    }

    StreamState withDegradation(Degradation changed) {
        return new StreamState(epoch, reference, skipped, changed, trail);
    }

    StreamState withTrail(Trail changed) {
        return new StreamState(epoch, reference, skipped, degradation, changed);
    }
}
