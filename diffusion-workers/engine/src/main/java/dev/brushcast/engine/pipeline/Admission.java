package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.denoise.DenoisingFrame;
import dev.brushcast.engine.denoise.DenoisingFrame.PromptPair;
import dev.brushcast.engine.denoise.FrameStarter;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.prompt.Embeddings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends a frame on to its first step once both its latent and its prompts' embeddings are there. */
final class Admission {

    private final Embeddings embeddings;
    private final FrameStarter starter;
    private final DenoiseStage<DenoisingFrame> denoise;
    private final Consumer<DecodeStage.Finished> next;

    /** @param next takes the frames whose last step is taken */
    Admission(
            Embeddings embeddings,
            FrameStarter starter,
            DenoiseStage<DenoisingFrame> denoise,
            Consumer<DecodeStage.Finished> next) {
        this.embeddings = embeddings;
        this.starter = starter;
        this.denoise = denoise;
        this.next = next;
    }

    /**
     * Sends frames on: together those whose prompts are known, the others once their prompts are, from the text encoder's
     * thread.
     *
     * @param pictureLatents one for each frame, or nulls to start from noise alone
     */
    void admit(List<FrameSlot> slots, LatentShape shape, List<float @Nullable []> pictureLatents) {
        List<Admit> known = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            FrameSlot slot = slots.get(i);
            float[] pictureLatent = pictureLatents.get(i);
            CompletableFuture<PromptPair> prompts = prompts(slot);
            CompletableFuture<Admit> started = prompts.thenApply(told ->
                    new Admit(starter.start(slot.key, slot.style, slot.ticket, told, shape, pictureLatent), slot));
            if (started.isDone() && !started.isCompletedExceptionally()) {
                known.add(started.join());
            } else {
                var _ = started.whenComplete((admit, failure) -> admitLater(slot, admit, failure));
            }
        }
        denoise.tell(known);
    }

    private void admitLater(FrameSlot slot, @Nullable Admit admit, @Nullable Throwable failure) {
        if (admit != null) {
            denoise.tell(List.of(admit));
            return;
        }
        forgo(slot);
        Throwable cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
        slot.failed("text", cause == null ? new IllegalStateException("no prompt") : cause);
    }

    private CompletableFuture<PromptPair> prompts(FrameSlot slot) {
        CompletableFuture<Conditioning> positive = embeddings.positive(slot.style);
        CompletableFuture<@Nullable Conditioning> negative = FrameStarter.needsNegative(slot.style)
                ? embeddings.negative(slot.style).thenApply(conditioning -> conditioning)
                : CompletableFuture.completedFuture(null);
        return positive.thenCombine(negative, PromptPair::new);
    }

    /** A frame will not come: whoever waits for it need not. */
    void forgo(FrameSlot slot) {
        denoise.tell(List.of(() -> slot.job.ahead().decrementAndGet()));
    }

    /** A frame that begins, and what becomes of it. */
    private final class Admit implements Runnable, DenoiseStage.Fate {

        private final DenoisingFrame frame;
        private final FrameSlot slot;

        Admit(DenoisingFrame frame, FrameSlot slot) {
            this.frame = frame;
            this.slot = slot;
        }

        @Override
        public void run() {
            slot.job.ahead().decrementAndGet();
            denoise.admit(frame, this);
        }

        @Override
        public void advanced(long nanos) {
            slot.denoised(nanos);
        }

        @Override
        public void done() {
            next.accept(new DecodeStage.Finished(slot, frame.shape(), frame.latent()));
        }

        @Override
        public void late() {
            slot.ended(new RenderedFrame.Late());
        }

        @Override
        public void failed(EngineException cause) {
            slot.failed("denoise", cause);
        }
    }
}
