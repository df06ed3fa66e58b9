package dev.brushcast.kit.hosts;

import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.kit.lifecycle.Service;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * A service that is a stream's part in a host.
 *
 * @param change makes it what the stream is to be; false: only a new one can be
 * @param farewell tells whoever follows the stream that it is over
 */
public record HostedService(Service service, Predicate<DesiredStream> change, Runnable farewell)
        implements HostedStream {

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public void start() {
        service.start();
    }

    @Override
    public CompletionStage<Void> finished() {
        return service.finished();
    }

    @Override
    public boolean becomes(DesiredStream changed) {
        return change.test(changed);
    }

    @Override
    public void end() {
        farewell.run();
    }

    @Override
    public void close() {
        service.close();
    }
}
