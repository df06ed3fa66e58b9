package dev.brushcast.egress.rendition;

import java.util.List;
import java.util.function.Consumer;

/**
 * Several sinks as one, served in order. What ends or lets go reaches all of them, also when one fails; the first failure is
 * thrown then, with the others in it.
 *
 * @param sinks at least one
 */
public record Sinks(List<SegmentSink> sinks) implements SegmentSink {

    public Sinks {
        sinks = List.copyOf(sinks);
    }

    @Override
    public void begin(Initialisation initialisation) {
        sinks.forEach(sink -> sink.begin(initialisation));
    }

    @Override
    public void segment(MuxedSegment segment) {
        sinks.forEach(sink -> sink.segment(segment));
    }

    @Override
    public void epochEnded() {
        each(SegmentSink::epochEnded);
    }

    @Override
    public void leave() {
        each(SegmentSink::leave);
    }

    @Override
    public void end() {
        each(SegmentSink::end);
    }

    @Override
    public void close() {
        each(SegmentSink::close);
    }

    private void each(Consumer<SegmentSink> call) {
        RuntimeException failure = null;
        for (SegmentSink sink : sinks) {
            try {
                call.accept(sink);
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
