package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.pipeline.DenoiseStage;
import dev.brushcast.engine.video.session.VideoModel;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.LongSupplier;

/** The way to the thread that denoises, and what it keeps of each take. */
final class Denoising {

    private final VideoModel model;
    private final DenoiseStage<PassTask> stage;
    private final TransformerCalls calls;
    private final DecodeStage next;
    private final LongSupplier nanoClock;

    /** Touched by the thread that denoises alone. */
    private final IdentityHashMap<Take, TakeDenoiser> open = new IdentityHashMap<>();

    Denoising(
            VideoModel model,
            DenoiseStage<PassTask> stage,
            TransformerCalls calls,
            DecodeStage next,
            LongSupplier nanoClock) {
        this.model = model;
        this.stage = stage;
        this.calls = calls;
        this.next = next;
        this.nanoClock = nanoClock;
    }

    /** Takes in an encoded piece. */
    void enter(Take take, Piece piece, ChunkJob job) {
        tell(() -> of(take).enter(piece, job));
    }

    /** Has what is on its way come out. */
    void drain(Take take, ChunkJob job) {
        tell(() -> of(take).drain(job));
    }

    /** The take is over, once what has come in for it is done; what is on its way then is given up. */
    void leave(Take take) {
        tell(() -> {
            TakeDenoiser known = open.get(take);
            if (known == null) {
                next.leave(take);
            } else {
                known.leave();
            }
        });
    }

    /** On the thread that denoises. */
    void left(Take take) {
        open.remove(take);
        next.leave(take);
    }

    /** Has something done on the thread that denoises. */
    void tell(Runnable thing) {
        stage.tell(List.of(thing));
    }

    private TakeDenoiser of(Take take) {
        return open.computeIfAbsent(take, _ -> new TakeDenoiser(take, model, this));
    }

    DenoiseStage<PassTask> stage() {
        return stage;
    }

    TransformerCalls calls() {
        return calls;
    }

    DecodeStage next() {
        return next;
    }

    long now() {
        return nanoClock.getAsLong();
    }
}
