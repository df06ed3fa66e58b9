package dev.brushcast.compose.cli.command;

import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.kit.lifecycle.ServiceGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;

/** Runs services until the main one has finished or the process is asked to stop, and closes them in reverse order. */
final class ServiceRun {

    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(15);

    private ServiceRun() {}

    /** Listens for the end while a service is made ready. */
    static TerminationSignal listen(String preparing, CommandSpec spec) {
        return TerminationSignal.listen(preparing, () -> {}, spec.commandLine().getErr());
    }

    /**
     * Runs them.
     *
     * @param stop the process is asked to
     * @param main one of the services: the run is over when it has finished
     */
    static void untilDone(Service main, List<Service> services, TerminationSignal stop)
            throws InterruptedException, ExecutionException {
        ServiceGroup group = new ServiceGroup(main.name(), services, CLOSE_DEADLINE);
        try (group) {
            stop.nowWhile("starting");
            group.start();
            stop.closeInOrder();
            CompletableFuture.anyOf(
                            main.finished().toCompletableFuture(),
                            group.finished().toCompletableFuture(),
                            stop.requested())
                    .get();
        }
    }
}
