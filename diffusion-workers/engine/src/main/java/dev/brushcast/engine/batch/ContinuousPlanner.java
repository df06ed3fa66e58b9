package dev.brushcast.engine.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Every call takes whichever rows are ready, of any stream and any step, the most urgent first; it never waits. How
 * many is told by how long batches take. Every row becomes the most urgent one in the end, since urgency grows with time
 * whether or not a frame has a deadline; and the most urgent row is in the next call.
 */
public final class ContinuousPlanner implements BatchPlanner {

    private final BatchSizes sizes;

    public ContinuousPlanner(BatchSizes sizes) {
        this.sizes = sizes;
    }

    @Override
    public <C extends Candidate> List<C> plan(List<C> ready) {
        C first = ready.getFirst();
        List<C> fitting =
                ready.stream().filter(c -> c.shape().equals(first.shape())).toList();
        int waiting = fitting.stream().mapToInt(Candidate::rows).sum();
        int wanted = sizes.best(first.shape(), waiting);
        List<C> call = new ArrayList<>();
        int rows = 0;
        for (C candidate : fitting) {
            if (call.isEmpty() || rows + candidate.rows() <= wanted) {
                call.add(candidate);
                rows += candidate.rows();
            }
        }
        return call;
    }
}
