package dev.brushcast.engine.batch;

import java.util.List;

/** One frame at a time, all its steps in a row. */
public final class SequentialPlanner implements BatchPlanner {

    @Override
    public <C extends Candidate> List<C> plan(List<C> ready) {
        for (C begun : ready) {
            if (begun.step() > 0) {
                return List.of(begun);
            }
        }
        return List.of(ready.getFirst());
    }
}
