package dev.brushcast.egress.hls;

import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedPart;
import dev.brushcast.egress.rendition.PartSink;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A sink that is made when its first epoch begins: a stream may have no use for it. Confined to one thread. */
public final class SinkOnDemand implements PartSink {

    private final Supplier<PartSink> maker;
    private @Nullable PartSink made;
    private boolean left;

    public SinkOnDemand(Supplier<PartSink> maker) {
        this.maker = maker;
    }

    @Override
    public void begin(Initialisation initialisation) {
        if (made == null) {
            made = left ? PartSink.NONE : maker.get();
        }
        made.begin(initialisation);
    }

    @Override
    public void part(MuxedPart part) {
        if (made == null) {
            throw new IllegalStateException("a part before its initialisation");
        }
        made.part(part);
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
