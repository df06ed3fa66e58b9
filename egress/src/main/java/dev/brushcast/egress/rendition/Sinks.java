package dev.brushcast.egress.rendition;

import java.util.List;
import java.util.function.Consumer;

/**
 * Several sinks as one, served in order. What ends or lets go reaches all of them, also when one fails; the first failure is
 * thrown then, with the others in it.
 *
 * @param sinks none: what is made is kept nowhere
 */
public record Sinks(List<PartSink> sinks) implements PartSink {

    public Sinks {
        sinks = List.copyOf(sinks);
    }

    @Override
    public void begin(Initialisation initialisation) {
        sinks.forEach(sink -> sink.begin(initialisation));
    }

    @Override
    public void part(MuxedPart part) {
        sinks.forEach(sink -> sink.part(part));
    }

    @Override
    public void epochEnded() {
        each(PartSink::epochEnded);
    }

    @Override
    public void leave() {
        each(PartSink::leave);
    }

    @Override
    public void end() {
        each(PartSink::end);
    }

    @Override
    public void close() {
        each(PartSink::close);
    }

    private void each(Consumer<PartSink> call) {
        RuntimeException failure = null;
        for (PartSink sink : sinks) {
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
