package dev.brushcast.egress.hls;

import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedSegment;
import dev.brushcast.egress.rendition.SegmentSink;
import java.util.List;

/**
 * Several sinks as one, served in order.
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
        sinks.forEach(SegmentSink::epochEnded);
    }

    @Override
    public void end() {
        sinks.forEach(SegmentSink::end);
    }

    @Override
    public void close() {
        sinks.forEach(SegmentSink::close);
    }
}
