package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.denoise.DenoiseLoop;
import dev.brushcast.engine.denoise.DenoisingFrame;
import dev.brushcast.engine.model.LatentShape;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Denoises: the only stage that touches the UNet. Owned by its thread. */
final class DenoiseStage implements AgentThread.Duty {

    private final DenoiseLoop loop;
    private final Turns.Turn turn;
    private final LongSupplier nanoClock;
    private final Consumer<DecodeStage.Finished> next;
    private final StageQueue<Message> queue = new StageQueue<>();
    private final IdentityHashMap<DenoisingFrame, FrameSlot> slots = new IdentityHashMap<>();
    private boolean waits = true;

    DenoiseStage(DenoiseLoop loop, Turns.Turn turn, LongSupplier nanoClock, Consumer<DecodeStage.Finished> next) {
        this.loop = loop;
        this.turn = turn;
        this.nanoClock = nanoClock;
        this.next = next;
    }

    sealed interface Message {}

    /** A frame that begins. */
    record Admit(DenoisingFrame frame, FrameSlot slot) implements Message {}

    /** A frame that will not come: whoever waits for it need not. */
    record Forgo(FrameSlot slot) implements Message {}

    /** Lets frames begin, together: they may share their first call. */
    void admit(List<Admit> frames) {
        queue.addAll(frames);
    }

    void forgo(FrameSlot slot) {
        queue.add(new Forgo(slot));
    }

    /** Planned once it is the UNet's turn: whoever has come meanwhile takes part. */
    @Override
    public void work() throws InterruptedException {
        if (waits) {
            queue.await();
        }
        try (Turns.Held _ = turn.take()) {
            takeIn(queue.takeAll());
            dropLate();
            List<DenoisingFrame> planned = plan();
            waits = planned.isEmpty();
            if (!waits) {
                advance(planned);
            }
        }
    }

    /** A picture size that the network cannot do fails its own frames, and none of the others. */
    private List<DenoisingFrame> plan() {
        while (true) {
            try {
                return loop.plan();
            } catch (EngineException e) {
                LatentShape shape = loop.inFlight().getFirst().shape();
                List<DenoisingFrame> same = loop.inFlight().stream()
                        .filter(frame -> frame.shape().equals(shape))
                        .toList();
                same.forEach(frame -> drop(frame).failed("denoise", e));
            }
        }
    }

    private void takeIn(List<Message> messages) {
        for (Message message : messages) {
            switch (message) {
                case Admit admit -> {
                    admit.slot().job.ahead().decrementAndGet();
                    slots.put(admit.frame(), admit.slot());
                    loop.admit(admit.frame());
                }
                case Forgo forgo -> forgo.slot().job.ahead().decrementAndGet();
            }
        }
    }

    private void advance(List<DenoisingFrame> planned) {
        long before = nanoClock.getAsLong();
        try {
            loop.advance(planned);
        } catch (EngineException e) {
            for (DenoisingFrame frame : planned) {
                drop(frame).failed("denoise", e);
            }
            return;
        }
        long took = nanoClock.getAsLong() - before;
        for (DenoisingFrame frame : planned) {
            FrameSlot slot = slotOf(frame);
            slot.denoised(took);
            if (frame.isDone()) {
                slots.remove(frame);
                next.accept(new DecodeStage.Finished(slot, frame.shape(), frame.latent()));
            }
        }
    }

    private void dropLate() {
        long now = nanoClock.getAsLong();
        List<DenoisingFrame> late = loop.inFlight().stream()
                .filter(frame -> frame.step() == 0 && isPast(frame.ticket().deadlineNanos(), now))
                .toList();
        for (DenoisingFrame frame : late) {
            drop(frame).ended(new RenderedFrame.Late());
        }
    }

    /** Clocks of nanoseconds may wrap around, and {@link Long#MAX_VALUE} is never past. */
    private static boolean isPast(long deadline, long now) {
        return deadline != Long.MAX_VALUE && now - deadline > 0;
    }

    private FrameSlot drop(DenoisingFrame frame) {
        loop.remove(frame);
        FrameSlot slot = slotOf(frame);
        slots.remove(frame);
        return slot;
    }

    private FrameSlot slotOf(DenoisingFrame frame) {
        FrameSlot slot = slots.get(frame);
        if (slot == null) {
            throw new IllegalStateException("a frame that was not admitted");
        }
        return slot;
    }
}
