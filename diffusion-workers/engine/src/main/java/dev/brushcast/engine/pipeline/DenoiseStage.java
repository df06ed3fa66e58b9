package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.DeviceMemoryException;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.batch.Advancing;
import dev.brushcast.engine.batch.BatchLoop;
import dev.brushcast.engine.model.LatentShape;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Denoises: the only stage that touches the network that does. Owned by its thread.
 *
 * @param <T> what is denoised, step by step
 */
public final class DenoiseStage<T extends Advancing> implements AgentThread.Duty {

    private final BatchLoop<T> loop;
    private final Turns.Turn turn;
    private final LongSupplier nanoClock;
    private final StageQueue<Runnable> told = new StageQueue<>();
    private final IdentityHashMap<T, Fate> fates = new IdentityHashMap<>();
    private final FittingBatch fitting;
    private int onTheirWay;
    private boolean waits = true;

    public DenoiseStage(BatchLoop<T> loop, Turns.Turn turn, LongSupplier nanoClock) {
        this.loop = loop;
        this.turn = turn;
        this.nanoClock = nanoClock;
        this.fitting = new FittingBatch("denoising", nanoClock);
    }

    /** Is told what becomes of something, on the thread that denoises. */
    public interface Fate {

        /** A call that it takes part in has been sent on its way. */
        default void departed() {}

        /** It took part in a call, which took so long. */
        void advanced(long nanos);

        /** Its last step is taken. */
        void done();

        /** It had not begun by its deadline, and is given up. */
        void late();

        /** The network failed, and it is given up. */
        void failed(EngineException cause);
    }

    /** Has things done on the thread that denoises, together, before it plans its next call. */
    public void tell(List<? extends Runnable> things) {
        told.addAll(things);
    }

    /** Takes something in. On the thread that denoises: see {@link #tell}. */
    public void admit(T entering, Fate fate) {
        fates.put(entering, fate);
        loop.admit(entering);
    }

    /** Forgets something whose fate nobody wants to know any more. On the thread that denoises. */
    public void forget(T given) {
        fates.remove(given);
        loop.remove(given);
    }

    /** Planned once it is the network's turn: whoever has come meanwhile takes part. */
    @Override
    public void work() throws InterruptedException {
        if (waits) {
            told.await();
        }
        try (Turns.Held _ = turn.take()) {
            told.takeAll().forEach(Runnable::run);
            dropLate();
            List<T> planned = onTheirWay < loop.depth() ? plan() : List.of();
            waits = planned.isEmpty();
            if (!waits) {
                call(planned);
            }
        }
    }

    /** A picture size that the network cannot do fails what has it, and nothing else. */
    private List<T> plan() {
        while (true) {
            try {
                return fitting.of(loop.plan());
            } catch (EngineException e) {
                LatentShape shape = loop.inFlight().getFirst().shape();
                List<T> same = loop.inFlight().stream()
                        .filter(one -> one.shape().equals(shape))
                        .toList();
                same.forEach(one -> fail(one, e));
            }
        }
    }

    private void call(List<T> planned) {
        long before = nanoClock.getAsLong();
        CompletableFuture<Void> call = loop.submit(planned).toCompletableFuture();
        // Where others are on their way, its end is told behind theirs, though it may have come by now.
        if (onTheirWay == 0 && call.isDone()) {
            ended(planned, before, call);
            return;
        }
        onTheirWay++;
        planned.forEach(one -> fate(one).ifPresent(Fate::departed));
        var _ = call.whenComplete((_, _) -> told.add(() -> {
            onTheirWay--;
            ended(planned, before, call);
        }));
    }

    private void ended(List<T> planned, long before, CompletableFuture<Void> call) {
        if (call.isCompletedExceptionally()) {
            EngineException cause = cause(call.exceptionNow());
            if (cause instanceof DeviceMemoryException full && fitting.shrinks(planned.size(), full)) {
                // None has advanced; those that were forgotten meanwhile are not taken in again.
                planned.stream().filter(fates::containsKey).forEach(loop::admit);
                return;
            }
            planned.forEach(one -> fail(one, cause));
            return;
        }
        long took = nanoClock.getAsLong() - before;
        // Some may have been forgotten meanwhile, by one that was called with them.
        for (T one : planned) {
            fate(one).ifPresent(fate -> {
                fate.advanced(took);
                if (one.isDone()) {
                    fates.remove(one);
                    fate.done();
                } else {
                    loop.admit(one);
                }
            });
        }
    }

    private static EngineException cause(Throwable thrown) {
        return thrown instanceof EngineException cause
                ? cause
                : new EngineException(EngineException.reason(thrown), thrown);
    }

    private Optional<Fate> fate(T one) {
        return Optional.ofNullable(fates.get(one));
    }

    private void dropLate() {
        long now = nanoClock.getAsLong();
        List<T> late = loop.inFlight().stream()
                .filter(one -> !one.isBegun() && one.ticket().isLate(now))
                .toList();
        for (T one : late) {
            loop.remove(one);
            Fate fate = fates.remove(one);
            if (fate != null) {
                fate.late();
            }
        }
    }

    private void fail(T one, EngineException cause) {
        loop.remove(one);
        Fate fate = fates.remove(one);
        // None where another's failure had it forgotten.
        if (fate != null) {
            fate.failed(cause);
        }
    }
}
