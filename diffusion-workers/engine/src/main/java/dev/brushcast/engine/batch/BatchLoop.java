package dev.brushcast.engine.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What is being denoised, and the one place where it advances: plan, call. Driven from outside, no thread of its own; owned by
 * the thread that owns the network.
 *
 * @param <T> what advances
 */
public final class BatchLoop<T extends Advancing> {

    private final BatchPlanner planner;
    private final StepCalls<T> calls;
    private final List<T> inFlight = new ArrayList<>();

    public BatchLoop(BatchPlanner planner, StepCalls<T> calls) {
        this.planner = planner;
        this.calls = calls;
    }

    /** Takes something in. */
    public void admit(T entering) {
        inFlight.add(entering);
        inFlight.sort(Comparator.comparing(Advancing::ticket, FrameTicket.ORDER));
    }

    /** What is not done, that first whose turn it is. */
    public List<T> inFlight() {
        return inFlight;
    }

    /** Forgets what is not to be finished. */
    public void remove(T given) {
        inFlight.remove(given);
    }

    /** What the next call would advance; nothing while there is nothing to do or the planner waits for more to come. */
    public List<T> plan() {
        return inFlight.isEmpty() ? List.of() : planner.plan(inFlight);
    }

    /** Advances what was planned by one step each, in one batch; what is done leaves the loop. */
    public void advance(List<T> planned) {
        calls.advance(planned);
        inFlight.removeIf(Advancing::isDone);
    }

    /** How many calls may be on their way at once. */
    public int depth() {
        return calls.depth();
    }

    /** Sends what was planned on its way, in one batch. It leaves the loop: what is not done after it is admitted again. */
    public CompletionStage<Void> submit(List<T> planned) {
        planned.forEach(inFlight::remove);
        return calls.submit(planned);
    }
}
