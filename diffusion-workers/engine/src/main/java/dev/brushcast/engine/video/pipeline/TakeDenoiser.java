package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.pipeline.Finite;
import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.cache.Positions;
import dev.brushcast.engine.video.denoise.Chunk;
import dev.brushcast.engine.video.denoise.ChunkCall;
import dev.brushcast.engine.video.denoise.VideoDenoiser;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.denoise.WindowPass;
import dev.brushcast.engine.video.denoise.Windows;
import dev.brushcast.engine.video.session.SessionSettings;
import dev.brushcast.engine.video.session.VideoModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A take's pieces in the denoiser: one call of them at a time, in the order in which they came in. What a call brings out, which
 * may be an earlier piece, is decoded for the job that the call was for. Owned by the thread that denoises.
 */
final class TakeDenoiser {

    private final Take take;
    private final Denoising denoising;
    private final VideoDenoiser denoiser;
    private final Positions positions;
    private final Deque<Wish> waiting = new ArrayDeque<>();
    private final Deque<Piece> inside = new ArrayDeque<>();
    private @Nullable Call running;
    private boolean broken;
    private Piece.Steps steps;

    TakeDenoiser(Take take, VideoModel model, Denoising denoising) {
        this.take = take;
        this.denoising = denoising;
        SessionSettings settings = take.settings();
        CacheShape window = model.rules()
                .windowOf(settings.latent(), model.networks().transformer().traits());
        this.denoiser = new VideoDenoiser(
                settings.rules(), settings.latent(), settings.times(), Windows.of(window), settings.mode());
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
        while (running == null && !waiting.isEmpty()) {
            boolean done = switch (waiting.getFirst()) {
                case Enter(Piece piece, ChunkJob job) -> entered(piece, job);
                case Drain(ChunkJob job) -> drainedFor(job);
                case Leave() -> {
                    waiting.clear();
                    denoising.left(take);
                    yield true;
                }
            };
            if (!done) {
                return;
            }
        }
    }

    private boolean drainedFor(ChunkJob job) {
        if (!drained(job)) {
            return false;
        }
        waiting.removeFirst();
        job.release();
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
        call.ifPresent(next -> run(new Call(next, null, job)));
        return call.isEmpty();
    }

    private void begin(Piece piece, ChunkJob job) {
        if (piece.ticket.isLate(denoising.now())) {
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
        run(new Call(piece.first ? denoiser.start(chunk) : denoiser.next(chunk, piece.time()), piece, job));
    }

    private void run(Call call) {
        running = call;
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

    /** What is on its way has this outcome, and nothing more comes of the take. */
    private void fail(Call call, RenderedFrame outcome) {
        take.spoil();
        broken = true;
        running = null;
        call.forget();
        inside.forEach(piece -> call.job.add(piece.all(outcome)));
        inside.clear();
        call.release();
        proceed();
    }

    /** A call of the denoiser, round after round. */
    private final class Call implements PassTask.Round {

        private final ChunkCall call;
        private final @Nullable Piece entering;
        private final ChunkJob job;
        private final List<PassTask> tasks = new ArrayList<>();
        private int left;
        private int round;

        /** @param entering null: one that only brings out what is on its way */
        Call(ChunkCall call, @Nullable Piece entering, ChunkJob job) {
            this.call = call;
            this.entering = entering;
            this.job = job;
        }

        void admit() {
            List<WindowPass> passes = call.passes();
            tasks.clear();
            left = passes.size();
            if (passes.isEmpty()) {
                over();
                return;
            }
            boolean alone = steps.mode() == Mode.STEP_BY_STEP && entering != null;
            FrameTicket ticket = entering == null ? inside.getLast().ticket : entering.ticket;
            for (int i = 0; i < passes.size(); i++) {
                tasks.add(new PassTask(passes.get(i), ticket, alone ? round : i, alone, this));
            }
            round++;
            tasks.forEach(task -> denoising.stage().admit(task, task));
        }

        /** Rows are in the order of their steps, so that the last piece that came in is first. */
        @Override
        public void took(PassTask task, long nanos) {
            List<Piece> newest = new ArrayList<>(inside).reversed();
            int at = tasks.size() == 1 ? 0 : tasks.indexOf(task);
            if (at < newest.size()) {
                newest.get(at).denoised(nanos);
            }
        }

        @Override
        public void ran() {
            left--;
            if (left == 0) {
                call.ran();
                admit();
            }
        }

        private void over() {
            running = null;
            Optional<float[]> clean = call.result();
            if (clean.isPresent() && !Finite.all(clean.get())) {
                fail(this, Finite.failure("transformer"));
                return;
            }
            clean.ifPresent(latents -> {
                job.hold();
                denoising.next().enter(take, inside.removeFirst(), latents, job);
            });
            release();
            proceed();
        }

        /** A call that only brings out what is on its way is part of something that the job waits for by itself. */
        private void release() {
            if (entering != null) {
                job.release();
            }
        }

        @Override
        public void late() {
            Piece piece = inside.removeLast();
            running = null;
            TakeDenoiser.this.late(piece, job);
            proceed();
        }

        @Override
        public void failed(EngineException cause) {
            fail(this, new RenderedFrame.Failed("denoise", EngineException.reason(cause)));
        }

        void forget() {
            tasks.forEach(denoising.stage()::forget);
        }
    }
}
