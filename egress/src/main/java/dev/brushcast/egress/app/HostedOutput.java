package dev.brushcast.egress.app;

import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.kit.hosts.HostedStream;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A stream's outputs as a host's slot has them: made anew when what they are to be has changed, but for where they are pushed to,
 * which changes while they run.
 *
 * @param read makes a configuration of what a stream is to be
 */
record HostedOutput(EgressStream stream, Function<DesiredStream, EgressConfig> read) implements HostedStream {

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

    @Override
    public boolean becomes(DesiredStream changed) {
        EgressConfig next = read.apply(changed);
        boolean onlyPushes = next.withPush(stream.config().push()).equals(stream.config());
        if (onlyPushes) {
            stream.pushTo(next.push());
        }
        return onlyPushes;
    }

    @Override
    public void close() {
        stream.close();
    }
}
