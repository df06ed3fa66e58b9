package dev.brushcast.compose.cli.command;

import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.kit.lifecycle.ServiceGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Runs services until the main one has finished or the process is asked to stop, and closes them in reverse order. */
final class ServiceRun {

    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(15);

    private ServiceRun() {}

    /**
     * Runs them.
     *
     * @param main one of the services: the run is over when it has finished
     */
    static void untilDone(Service main, List<Service> services) throws InterruptedException, ExecutionException {
        ServiceGroup group = new ServiceGroup(main.name(), services, CLOSE_DEADLINE);
        try (TerminationSignal stop = TerminationSignal.listen();
                group) {
            group.start();
            CompletableFuture.anyOf(
                            main.finished().toCompletableFuture(),
                            group.finished().toCompletableFuture(),
                            stop.requested())
                    .get();
        }
    }
}
