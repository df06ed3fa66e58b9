package dev.brushcast.egress.app;

import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.kit.hosts.HostedStream;
import java.util.concurrent.CompletionStage;

/** A stream's outputs as a host's slot has them: made anew when what they are to be has changed. */
record HostedOutput(String settings, EgressStream stream) implements HostedStream {

    @Override
    public String name() {
        return stream.name();
    }

    @Override
    public void start() {
        stream.start();
    }

    @Override
    public CompletionStage<Void> finished() {
        return stream.finished();
    }

    /** What only its capture is told is nothing to its outputs. */
    @Override
    public boolean becomes(DesiredStream changed) {
        return settings.equals(changed.getEgress());
    }

    @Override
    public void close() {
        stream.close();
    }
}
