package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.FrameResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stream's outcomes that nobody has been told yet. Safe for use by several threads. */
final class Outbox {

    private final List<FrameResult> results = new ArrayList<>();

    synchronized void add(List<FrameResult> outcomes) {
        results.addAll(outcomes);
    }

    /** Takes them out, in presentation order. */
    synchronized List<FrameResult> takeAll() {
        results.sort(Comparator.comparingLong(FrameResult::number));
        List<FrameResult> all = List.copyOf(results);
        results.clear();
        return all;
    }
}
