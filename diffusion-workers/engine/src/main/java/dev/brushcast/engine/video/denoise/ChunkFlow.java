package dev.brushcast.engine.video.denoise;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.video.model.CausalTransformer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One stream through a transformer by itself, with as many calls on their way as both allow. Latents come out in the order
 * of the chunks. After a failure those that came out before it are told first. Owned by the thread that denoises.
 */
public final class ChunkFlow {

    private final VideoDenoiser denoiser;
    private final CausalTransformer transformer;
    private final Deque<OnTheWay> calls = new ArrayDeque<>();
    private @Nullable EngineException failure;

    private record OnTheWay(ChunkCall call, CompletionStage<Void> round) {}

    public ChunkFlow(VideoDenoiser denoiser, CausalTransformer transformer) {
        this.denoiser = denoiser;
        this.transformer = transformer;
    }

    /** How many calls have not ended. */
    public int onTheWay() {
        return calls.size();
    }

    /**
     * The stream's first frames.
     *
     * @throws EngineException if the transformer failed
     */
    public List<float[]> start(Chunk chunk) {
        begin(denoiser.start(chunk));
        return ended(0);
    }

    /**
     * Sends the next chunk on its way, once there is room for another call.
     *
     * @param time what the network is told at its first step; empty: the same as before
     * @return the latents of earlier chunks that have come out meanwhile, or of this one
     * @throws EngineException if the transformer failed
     */
    public List<float[]> next(Chunk chunk, OptionalInt time) {
        List<float[]> out = ended(denoiser.callsAtOnce() - 1);
        if (failure == null) {
            begin(denoiser.next(chunk, time));
            if (denoiser.callsAtOnce() == 1) {
                out.addAll(ended(0));
            }
        }
        return out;
    }

    /**
     * Waits until no chunk is on its way any more.
     *
     * @return the latents of those that were
     * @throws EngineException if the transformer failed
     */
    public List<float[]> drain() {
        List<float[]> out = ended(denoiser.callsAtOnce() - 1);
        while (failure == null) {
            Optional<ChunkCall> call = denoiser.drain();
            if (call.isEmpty()) {
                break;
            }
            begin(call.get());
            out.addAll(ended(denoiser.callsAtOnce() - 1));
        }
        if (failure == null) {
            out.addAll(ended(0));
        }
        return out;
    }

    private void begin(ChunkCall call) {
        calls.addLast(new OnTheWay(call, round(call)));
    }

    /** Waits until no more calls than these are on their way; takes in what is over anyway. */
    private List<float[]> ended(int atMost) {
        EngineException told = failure;
        failure = null;
        if (told != null) {
            throw told;
        }
        List<float[]> out = new ArrayList<>();
        while (!calls.isEmpty()
                && (calls.size() > atMost
                        || calls.getFirst().round().toCompletableFuture().isDone())) {
            try {
                end(calls.removeFirst()).ifPresent(out::add);
            } catch (EngineException e) {
                if (out.isEmpty()) {
                    throw e;
                }
                failure = e;
                return out;
            }
        }
        return out;
    }

    private CompletionStage<Void> round(ChunkCall call) {
        List<WindowPass> passes = call.passes();
        return passes.isEmpty()
                ? CompletableFuture.completedStage(null)
                : transformer.submit(passes.stream().map(WindowPass::row).toList());
    }

    /** Runs what is left of a call: rounds after the first depend on the one before. */
    private Optional<float[]> end(OnTheWay first) {
        ChunkCall call = first.call();
        for (CompletionStage<Void> round = first.round(); !call.passes().isEmpty(); round = round(call)) {
            try {
                round.toCompletableFuture().join();
                call.ran();
            } catch (CompletionException e) {
                call.failed();
                Throwable cause = e.getCause() == null ? e : e.getCause();
                throw new EngineException(EngineException.reason(cause), cause);
            } catch (EngineException e) {
                call.failed();
                throw e;
            }
        }
        return call.result();
    }
}
