package dev.brushcast.engine.batch;

import java.util.List;

/** Chooses what the next UNet call computes. Pure. */
@FunctionalInterface
public interface BatchPlanner {

    /**
     * Chooses frames of one shape, each of which then advances by one step.
     *
     * @param ready at least one, the most urgent first
     * @return some of them; none to wait for more frames, which is allowed only while one of {@code ready} has
     *     {@link Candidate#moreToCome()}
     */
    <C extends Candidate> List<C> plan(List<C> ready);
}
