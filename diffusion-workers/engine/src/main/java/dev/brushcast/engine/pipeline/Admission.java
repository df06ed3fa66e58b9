package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.denoise.DenoisingFrame.FrameTicket;
import dev.brushcast.engine.denoise.DenoisingFrame.Prompts;
import dev.brushcast.engine.denoise.FrameStarter;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.prompt.Embeddings;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends a frame on to its first step once both its latent and its prompts' embeddings are there. */
final class Admission {

    private final Embeddings embeddings;
    private final FrameStarter starter;
    private final DenoiseStage denoise;

    Admission(Embeddings embeddings, FrameStarter starter, DenoiseStage denoise) {
        this.embeddings = embeddings;
        this.starter = starter;
        this.denoise = denoise;
    }

    /** Runs on where the later of the two came from: the encoder's thread or the text encoder's. */
    void admit(FrameSlot slot, LatentShape shape, float @Nullable [] pictureLatent) {
        CompletableFuture<Conditioning> positive = embeddings.positive(slot.style);
        CompletableFuture<@Nullable Conditioning> negative = FrameStarter.needsNegative(slot.style)
                ? embeddings.negative(slot.style).thenApply(conditioning -> conditioning)
                : CompletableFuture.completedFuture(null);
        var _ = positive.thenCombine(negative, Prompts::new)
                .thenApply(prompts -> starter.start(slot.key, slot.style, ticket(slot), prompts, shape, pictureLatent))
                .whenComplete((frame, failure) -> {
                    if (failure == null) {
                        denoise.admit(frame, slot);
                    } else {
                        denoise.forgo(slot);
                        slot.failed("text", failure.getCause() == null ? failure : failure.getCause());
                    }
                });
    }

    private static FrameTicket ticket(FrameSlot slot) {
        return new FrameTicket(
                slot.key.streamId(), slot.job.request().deadlineNanos(), slot.arrival, slot.job.ahead(), slot.residual);
    }
}
