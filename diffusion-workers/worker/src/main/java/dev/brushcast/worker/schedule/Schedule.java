package dev.brushcast.worker.schedule;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What was decided about a chunk.
 *
 * @param decision in one word
 * @param rendered indices of the frames that are
 * @param mostSteps how many denoising steps they have at most; {@link Integer#MAX_VALUE}: as many as their style says
 * @param percent how large their pictures are made, of each side; {@link Economy#FULL}: as they come
 * @param beginWithinNanos how long from now the engine may take until it begins; {@link Long#MAX_VALUE}: as long as it likes
 */
public record Schedule(LagDecision decision, Set<Integer> rendered, int mostSteps, int percent, long beginWithinNanos) {

    public Schedule {
        rendered = Set.copyOf(rendered);
    }

    /** Everything of a chunk of so many frames, without haste. */
    public static Schedule all(int frames) {
        return new Schedule(
                LagDecision.RENDER,
                IntStream.range(0, frames).boxed().collect(Collectors.toSet()),
                Integer.MAX_VALUE,
                Economy.FULL,
                Long.MAX_VALUE);
    }

    static Schedule none(LagDecision decision) {
        return new Schedule(decision, Set.of(), Integer.MAX_VALUE, Economy.FULL, 0);
    }
}
