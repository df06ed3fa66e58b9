package dev.brushcast.kit.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Services that live together. They start in order and stop in reverse, each with the same deadline; one that fails to
 * stop, or is stuck, does not keep the others from stopping.
 *
 * <p>{@link #finished} completes when all have finished, exceptionally as soon as one has failed. Safe for use by
 * several threads; starting and closing exclude each other.
 */
public final class ServiceGroup implements Service {

    private final String name;
    private final List<Service> services;
    private final Duration closeDeadline;
    private final Deque<Service> toClose = new ArrayDeque<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private boolean closed;

    /**
     * @param name what messages call the group
     * @param services in the order in which they start
     * @param closeDeadline how long each of them may take to stop
     */
    public ServiceGroup(String name, List<? extends Service> services, Duration closeDeadline) {
        this.name = name;
        this.services = List.copyOf(services);
        this.closeDeadline = closeDeadline;
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * Starts all services.
     *
     * @throws RuntimeException what the first that failed threw, after those before it were stopped again
     */
    @Override
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException(name + " is closed");
        }
        try {
            for (Service service : services) {
                toClose.push(service); // also one that fails half-way has something to release
                service.start();
            }
        } catch (RuntimeException | Error e) {
            closeAll().forEach(e::addSuppressed);
            throw e;
        }
        followServices();
    }

    private void followServices() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (Service service : services) {
            CompletableFuture<Void> one = service.finished().toCompletableFuture();
            one.exceptionally(failure -> {
                finished.completeExceptionally(failure);
                return null;
            });
            all.add(one);
        }
        var _ = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenRun(() -> finished.complete(null));
    }

    @Override
    public CompletionStage<Void> finished() {
        return finished.minimalCompletionStage();
    }

    /**
     * Stops all services, the last one first.
     *
     * @throws RuntimeException what the first failure to stop was, with the others suppressed in it
     */
    @Override
    public synchronized void close() {
        List<Throwable> failures = closeAll();
        if (failures.isEmpty()) {
            return;
        }
        Throwable first = failures.getFirst();
        failures.stream().skip(1).forEach(first::addSuppressed);
        switch (first) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(first);
        }
    }

    private List<Throwable> closeAll() {
        closed = true;
        List<Throwable> failures = new ArrayList<>();
        while (!toClose.isEmpty()) {
            Service service = toClose.pop();
            Closing.of(service.name(), service::close, closeDeadline).ifPresent(failures::add);
        }
        return failures;
    }
}
