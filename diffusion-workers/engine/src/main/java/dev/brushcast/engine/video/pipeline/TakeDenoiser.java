package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.pipeline.Finite;
import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.cache.Positions;
import dev.brushcast.engine.video.denoise.Chunk;
import dev.brushcast.engine.video.denoise.ChunkCall;
import dev.brushcast.engine.video.denoise.VideoDenoiser;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.denoise.Windows;
import dev.brushcast.engine.video.session.SessionSettings;
import dev.brushcast.engine.video.session.VideoModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A take's pieces in the denoiser, in the order in which they came in: one call at a time, or as many as the transformer has
 * devices, one behind the other. What a call brings out, which may be an earlier piece, is decoded for the job that waits then.
 * Owned by the thread that denoises.
 */
final class TakeDenoiser implements TakeCall.Owner {

    private final Take take;
    private final Denoising denoising;
    private final VideoDenoiser denoiser;
    private final Positions positions;
    private final Deque<Wish> waiting = new ArrayDeque<>();
    private final Deque<Piece> inside = new ArrayDeque<>();
    private final Deque<TakeCall> running = new ArrayDeque<>();
    private boolean broken;
    private Piece.Steps steps;

    TakeDenoiser(Take take, VideoModel model, Denoising denoising) {
        this.take = take;
        this.denoising = denoising;
        SessionSettings settings = take.settings();
        CacheShape window = model.rules()
                .windowOf(settings.latent(), model.networks().transformer().traits());
        this.denoiser = new VideoDenoiser(
                settings.rules(),
                settings.latent(),
                settings.times(),
                Windows.of(window),
                settings.mode(),
                denoising.calls().depth());
        this.positions = new Positions(settings.refreshAt(), window.slots());
        this.steps = new Piece.Steps(settings.mode(), settings.times());
    }

    /** What is to be done, in the order in which it was asked for. */
    private sealed interface Wish {}

    private record Enter(Piece piece, ChunkJob job) implements Wish {}

    /** What is on its way is to come out. */
    private record Drain(ChunkJob job) implements Wish {}

    /** It is over. */
    private record Leave() implements Wish {}

    void enter(Piece piece, ChunkJob job) {
        waiting.add(new Enter(piece, job));
        if (!piece.prompt.isDone()) {
            var _ = piece.prompt.whenComplete((_, _) -> denoising.tell(this::proceed));
        }
        proceed();
    }

    void drain(ChunkJob job) {
        waiting.add(new Drain(job));
        proceed();
    }

    void leave() {
        waiting.add(new Leave());
        proceed();
    }

    /** Does what is wished for, until a call has to be waited for, or a prompt. */
    private void proceed() {
        while (mayBegin() && !waiting.isEmpty()) {
            boolean done = switch (waiting.getFirst()) {
                case Enter(Piece piece, ChunkJob job) -> entered(piece, job);
                case Drain(ChunkJob job) -> drainedFor(job);
                case Leave() -> left();
            };
            if (!done) {
                return;
            }
        }
    }

    /** Passes of a call find in each layer what the call before it has left there, so they set out after its own. */
    private boolean mayBegin() {
        return running.isEmpty()
                || (running.size() < denoiser.callsAtOnce() && running.getLast().letsOthersFollow());
    }

    private boolean left() {
        if (!running.isEmpty()) {
            return false;
        }
        waiting.clear();
        denoising.left(take);
        return true;
    }

    private boolean drainedFor(ChunkJob job) {
        if (!drained(job)) {
            return false;
        }
        waiting.removeFirst();
        // What came out for a job that was over by then is being decoded.
        denoising.next().release(job);
        return true;
    }

    /** Whether it has gone in, or never will. */
    private boolean entered(Piece piece, ChunkJob job) {
        if (take.isOver()) {
            waiting.removeFirst();
            job.add(piece.all(new RenderedFrame.Failed("denoise", "the chunk before it failed")));
            job.release();
            return true;
        }
        if (!piece.prompt.isDone()) {
            return false;
        }
        if (!piece.steps.equals(steps)) {
            if (!drained(job)) {
                return false;
            }
            steps = piece.steps;
            denoiser.change(steps.mode(), steps.times());
        }
        waiting.removeFirst();
        begin(piece, job);
        return true;
    }

    /** Whether nothing is on its way; begins the next call of what is. */
    private boolean drained(ChunkJob job) {
        if (broken) {
            return true;
        }
        Optional<ChunkCall> call = denoiser.drain();
        if (call.isPresent()) {
            run(call.get(), null, job);
            return false;
        }
        return running.isEmpty();
    }

    private void begin(Piece piece, ChunkJob job) {
        if (piece.shown && piece.ticket.isLate(denoising.now())) {
            late(piece, job);
            return;
        }
        Chunk chunk;
        try {
            Conditioning prompt = piece.prompt.join();
            int latents = take.settings().latentsPerChunk() + (piece.first ? 1 : 0);
            chunk = new Chunk(
                    piece.noisy(),
                    positions.take(latents),
                    denoising.calls().keysOf(prompt),
                    piece.noise.redraw(piece.number()));
        } catch (CompletionException | EngineException e) {
            job.add(piece.failed("text", e instanceof CompletionException && e.getCause() != null ? e.getCause() : e));
            spoilIfFirst(piece);
            job.release();
            return;
        }
        inside.addLast(piece);
        run(piece.first ? denoiser.start(chunk) : denoiser.next(chunk, piece.time()), piece, job);
    }

    /** @param entering null: the call only brings out what is on its way */
    private void run(ChunkCall made, @Nullable Piece entering, ChunkJob job) {
        boolean oneByOne = steps.mode() == Mode.STEP_BY_STEP && entering != null;
        List<Piece> newest = List.copyOf(inside).reversed();
        TakeCall.Ways ways = new TakeCall.Ways(oneByOne, newest.getFirst().ticket, newest, denoiser.callsAtOnce());
        TakeCall call = new TakeCall(made, entering, job, ways, denoising.stage(), this);
        running.addLast(call);
        call.admit();
    }

    private void late(Piece piece, ChunkJob job) {
        job.add(piece.all(new RenderedFrame.Late()));
        spoilIfFirst(piece);
        job.release();
    }

    /** What would come next has nothing to go on from. */
    private void spoilIfFirst(Piece piece) {
        if (piece.first) {
            take.spoil();
        }
    }

    @Override
    public void departed(TakeCall call) {
        if (mayBegin()) {
            call.release();
        }
        proceed();
    }

    @Override
    public void over(TakeCall call, Optional<float[]> clean) {
        if (clean.isPresent() && !Finite.all(clean.get())) {
            fail(call, Finite.failure("transformer"));
            return;
        }
        running.remove(call);
        clean.ifPresent(latents -> {
            ChunkJob told = jobAfter(call);
            told.hold();
            denoising.next().enter(take, inside.removeFirst(), latents, told);
        });
        call.release();
        proceed();
    }

    @Override
    public void late(TakeCall call, Piece piece) {
        inside.remove(piece);
        running.remove(call);
        late(piece, call.job());
        proceed();
    }

    @Override
    public void failed(TakeCall call, EngineException cause) {
        fail(call, new RenderedFrame.Failed("denoise", EngineException.reason(cause)));
    }

    /** What is on its way has this outcome, and nothing more comes of the take. */
    private void fail(TakeCall call, RenderedFrame outcome) {
        take.spoil();
        broken = true;
        ChunkJob told = jobAfter(call);
        inside.forEach(piece -> told.add(piece.all(outcome)));
        inside.clear();
        List<TakeCall> all = List.copyOf(running);
        running.clear();
        all.forEach(TakeCall::giveUp);
        all.forEach(TakeCall::release);
        proceed();
    }

    /** The job that waits for what a call brings out: its own may be over. */
    private ChunkJob jobAfter(TakeCall call) {
        return switch (waiting.peekFirst()) {
            case Enter next -> next.job();
            case Drain next -> next.job();
            case Leave _ -> call.job();
            case null -> call.job();
        };
    }
}
