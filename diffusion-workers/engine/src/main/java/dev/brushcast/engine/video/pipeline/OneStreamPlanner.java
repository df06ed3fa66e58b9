package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.batch.BatchPlanner;
import dev.brushcast.engine.batch.Candidate;
import java.util.List;

/** One stream at a time, with all that it has ready: the stream whose turn it is. */
final class OneStreamPlanner implements BatchPlanner {

    @Override
    public <C extends Candidate> List<C> plan(List<C> ready) {
        C first = ready.getFirst();
        return ready.stream()
                .filter(one ->
                        one.streamId().equals(first.streamId()) && one.shape().equals(first.shape()))
                .toList();
    }
}
