package dev.brushcast.engine.batch;

import dev.brushcast.engine.model.LatentShape;

/** A frame whose next step can be computed, as a {@link BatchPlanner} sees it. */
public interface Candidate {

    /** The stream that it belongs to. */
    String streamId();

    /** Only rows of one shape can share a batch. */
    LatentShape shape();

    /** The step that comes next, from 0. */
    int step();

    /** How many rows that step takes: two where guidance needs the negative prompt's prediction as well. */
    int rows();

    /** Whether the stream has frames on their way that have not come to their first step yet. */
    boolean moreToCome();
}
