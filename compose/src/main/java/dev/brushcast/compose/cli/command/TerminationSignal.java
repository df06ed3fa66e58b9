package dev.brushcast.compose.cli.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/**
 * Ctrl-C and SIGTERM. While something is prepared that nobody has seen yet, one of them ends the process at once; from
 * {@link #closeInOrder()} on the first one is a future, so that the main thread closes everything in order and the
 * process ends as it does without a signal, and a second one ends it at once.
 *
 * <p>Threads: the JVM's signal threads call {@link #received}; all else is the main thread's.
 */
public final class TerminationSignal implements AutoCloseable {

    private final CompletableFuture<Void> requested = new CompletableFuture<>();
    private final PrintWriter terminal;
    private final IntConsumer exit;
    private final Runnable discard;
    private final List<Runnable> restore = new ArrayList<>();

    private volatile boolean termination;

    // Guarded by this.
    private String preparing;
    private boolean inOrder;
    private boolean closed;

    /**
     * Not yet heard of.
     *
     * @param preparing what is done until {@link #closeInOrder()}, for people: "loading the model"
     * @param discard takes away what is of use to nobody when the process ends before it has closed everything
     * @param exit ends the process with a status; does not come back
     */
    TerminationSignal(String preparing, Runnable discard, PrintWriter terminal, IntConsumer exit) {
        this.preparing = preparing;
        this.discard = discard;
        this.terminal = terminal;
        this.exit = exit;
    }

    /** Listens until closed. */
    public static TerminationSignal listen(String preparing, Runnable discard, PrintWriter terminal) {
        TerminationSignal signal = new TerminationSignal(preparing, discard, terminal, Runtime.getRuntime()::exit);
        for (Signals.Kind kind : Signals.Kind.values()) {
            signal.restore.add(Signals.handle(kind, () -> signal.received(kind)));
        }
        return signal;
    }

    /** What is done now, until {@link #closeInOrder()}. */
    public synchronized void nowWhile(String next) {
        preparing = next;
    }

    /** From here on there is something to finish. */
    public synchronized void closeInOrder() {
        inOrder = true;
    }

    /** Completes when the user or the system asks the process to stop in order. */
    public CompletableFuture<Void> requested() {
        return requested;
    }

    /** Whether it was the system that asked, which does not wait long. */
    public boolean isTermination() {
        return termination;
    }

    void received(Signals.Kind kind) {
        if (isFirstInOrder()) {
            termination = kind == Signals.Kind.TERMINATE;
            say("stopping; once more ends at once, and leaves what is not finished");
            requested.complete(null);
            return;
        }
        say(requested.isDone() ? "ended before everything was finished" : "ended while " + preparing());
        discard.run();
        exit.accept(kind.status());
    }

    private synchronized boolean isFirstInOrder() {
        return inOrder && !closed && !requested.isDone();
    }

    private synchronized String preparing() {
        return preparing;
    }

    private void say(String line) {
        terminal.println("brushcast: " + line);
        terminal.flush();
    }

    /** Everything is closed: from here on a signal does what it does to every process. */
    @Override
    public synchronized void close() {
        closed = true;
        restore.forEach(Runnable::run);
    }
}
