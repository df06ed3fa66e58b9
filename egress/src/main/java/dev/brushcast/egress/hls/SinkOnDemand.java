package dev.brushcast.egress.hls;

import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedSegment;
import dev.brushcast.egress.rendition.SegmentSink;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A sink that is made when its first epoch begins: a stream may have no use for it. Confined to one thread. */
public final class SinkOnDemand implements SegmentSink {

    private final Supplier<SegmentSink> maker;
    private @Nullable SegmentSink made;
    private boolean left;

    public SinkOnDemand(Supplier<SegmentSink> maker) {
        this.maker = maker;
    }

    @Override
    public void begin(Initialisation initialisation) {
        if (made == null) {
            made = left ? SegmentSink.NONE : maker.get();
        }
        made.begin(initialisation);
    }

    @Override
    public void segment(MuxedSegment segment) {
        if (made == null) {
            throw new IllegalStateException("a segment before its initialisation");
        }
        made.segment(segment);
    }

    @Override
    public void epochEnded() {
        if (made != null) {
            made.epochEnded();
        }
    }

    @Override
    public void leave() {
        left = true;
        if (made != null) {
            made.leave();
        }
    }

    @Override
    public void end() {
        if (made != null) {
            made.end();
        }
    }

    @Override
    public void close() {
        if (made != null) {
            made.close();
        }
    }
}
