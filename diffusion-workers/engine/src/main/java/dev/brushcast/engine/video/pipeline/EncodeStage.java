package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.picture.PicturePlanes;
import dev.brushcast.engine.pipeline.AgentThread;
import dev.brushcast.engine.pipeline.Finite;
import dev.brushcast.engine.pipeline.StageQueue;
import dev.brushcast.engine.pipeline.Turns;
import dev.brushcast.engine.video.model.VideoEncoder;
import dev.brushcast.engine.video.motion.NoiseLevel;
import dev.brushcast.engine.video.session.ChunkEncoder;
import dev.brushcast.engine.video.session.SessionTap;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/** Encodes pieces, in the order in which they come in, and mixes them with noise. Owned by its thread. */
final class EncodeStage implements AgentThread.Duty, AutoCloseable {

    private final VideoEncoder encoder;
    private final Turns.Turn turn;
    private final LongSupplier nanoClock;
    private final Denoising next;
    private final StageQueue<Runnable> queue = new StageQueue<>();
    private final IdentityHashMap<Take, ChunkEncoder> open = new IdentityHashMap<>();

    EncodeStage(VideoEncoder encoder, Turns.Turn turn, LongSupplier nanoClock, Denoising next) {
        this.encoder = encoder;
        this.turn = turn;
        this.nanoClock = nanoClock;
        this.next = next;
    }

    /** Takes a piece in. */
    void enter(Take take, Piece piece, ChunkJob job) {
        queue.add(() -> encode(take, piece, job));
    }

    /** What is on its way comes out, for the job. */
    void drain(Take take, ChunkJob job) {
        queue.add(() -> next.drain(take, job));
    }

    /** A take is over. */
    void leave(Take take) {
        queue.add(() -> {
            ChunkEncoder ended = open.remove(take);
            if (ended != null) {
                ended.close();
            }
            next.leave(take);
        });
    }

    @Override
    public void work() throws InterruptedException {
        queue.take().run();
    }

    private void encode(Take take, Piece piece, ChunkJob job) {
        if (take.isOver()) {
            job.add(piece.all(new RenderedFrame.Failed("encode", "the chunk before it failed")));
            job.release();
            return;
        }
        try {
            encode(take, piece);
        } catch (EngineException e) {
            take.spoil();
            job.add(piece.failed("encode", e));
            job.release();
            return;
        }
        if (!Finite.all(piece.noisy())) {
            take.spoil();
            job.add(piece.all(Finite.failure("encoder")));
            job.release();
            return;
        }
        next.enter(take, piece, job);
    }

    private void encode(Take take, Piece piece) {
        List<float[]> frames = new ArrayList<>();
        for (Picture picture : piece.pictures(take.settings().framesPerChunk())) {
            float[] planes = new float[picture.rgb().length];
            PicturePlanes.write(picture, planes, 0);
            frames.add(planes);
        }
        int latents = take.settings().latentsPerChunk() + (piece.first ? 1 : 0);
        float[] eps = piece.noise.mixed(
                piece.number(), latents * take.settings().latent().size());
        try (Turns.Held _ = turn.take()) {
            long before = nanoClock.getAsLong();
            ChunkEncoder encoding =
                    open.computeIfAbsent(take, _ -> new ChunkEncoder(encoder, take.settings(), SessionTap.NONE));
            if (piece.first) {
                float[] noisy = encoding.start(frames, eps);
                piece.encoded(noisy, OptionalInt.empty(), nanoClock.getAsLong() - before);
            } else {
                NoiseLevel level = encoding.level(frames);
                float[] noisy = encoding.next(frames, level, eps);
                piece.encoded(noisy, OptionalInt.of(level.time()), nanoClock.getAsLong() - before);
            }
        }
    }

    /** Once its thread has ended. */
    @Override
    public void close() {
        open.values().forEach(ChunkEncoder::close);
    }
}
