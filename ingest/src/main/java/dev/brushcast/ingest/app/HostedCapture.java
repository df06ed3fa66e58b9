package dev.brushcast.ingest.app;

import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.kit.hosts.HostedStream;
import java.util.concurrent.CompletionStage;

/** A stream's capture as a host's slot has it: made anew when what it is to take in has changed. */
record HostedCapture(String settings, IngestStream stream) implements HostedStream {

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

    /** What only its outputs are told is nothing to a capture. */
    @Override
    public boolean becomes(DesiredStream changed) {
        return settings.equals(changed.getIngest());
    }

    @Override
    public void close() {
        stream.close();
    }
}
