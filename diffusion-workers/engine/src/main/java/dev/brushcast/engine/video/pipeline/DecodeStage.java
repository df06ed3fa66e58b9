package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.picture.PicturePlanes;
import dev.brushcast.engine.pipeline.AgentThread;
import dev.brushcast.engine.pipeline.Finite;
import dev.brushcast.engine.pipeline.StageQueue;
import dev.brushcast.engine.pipeline.Turns;
import dev.brushcast.engine.video.model.VideoDecoder;
import dev.brushcast.engine.video.session.ChunkDecoder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Decodes clean latent frames, in the order in which they come in. Owned by its thread. */
final class DecodeStage implements AgentThread.Duty, AutoCloseable {

    private final VideoDecoder decoder;
    private final Turns.Turn turn;
    private final LongSupplier nanoClock;
    private final Consumer<Take> ended;
    private final StageQueue<Runnable> queue = new StageQueue<>();
    private final IdentityHashMap<Take, ChunkDecoder> open = new IdentityHashMap<>();

    /** @param ended told of takes of which nothing is left */
    DecodeStage(VideoDecoder decoder, Turns.Turn turn, LongSupplier nanoClock, Consumer<Take> ended) {
        this.decoder = decoder;
        this.turn = turn;
        this.nanoClock = nanoClock;
        this.ended = ended;
    }

    /** Takes in what the denoiser has brought out. */
    void enter(Take take, Piece piece, float[] clean, ChunkJob job) {
        queue.add(() -> {
            decode(take, piece, clean, job);
            job.release();
        });
    }

    /** Releases a job once all that has come in is decoded. */
    void release(ChunkJob job) {
        queue.add(job::release);
    }

    /** A take is over. */
    void leave(Take take) {
        queue.add(() -> {
            ChunkDecoder last = open.remove(take);
            if (last != null) {
                last.close();
            }
            ended.accept(take);
        });
    }

    @Override
    public void work() throws InterruptedException {
        queue.take().run();
    }

    private void decode(Take take, Piece piece, float[] clean, ChunkJob job) {
        ChunkDecoder decoding = open.computeIfAbsent(
                take, _ -> new ChunkDecoder(decoder, take.settings().latent()));
        if (!piece.shown) {
            decoding.pass(clean);
            return;
        }
        List<float[]> frames;
        long took;
        try (Turns.Held _ = turn.take()) {
            long before = nanoClock.getAsLong();
            frames = decoding.decode(clean);
            took = nanoClock.getAsLong() - before;
        } catch (EngineException e) {
            take.spoil();
            job.add(piece.failed("decode", e));
            return;
        }
        // A take's first chunk has a frame before its own.
        List<float[]> own = frames.subList(frames.size() - take.settings().framesPerChunk(), frames.size());
        if (!own.stream().allMatch(Finite::all)) {
            take.spoil();
            job.add(piece.all(Finite.failure("decoder")));
            return;
        }
        List<Picture> pictures = new ArrayList<>();
        for (float[] planes : own) {
            pictures.add(PicturePlanes.read(
                    planes, 0, take.size().width(), take.size().height()));
        }
        job.add(piece.styled(pictures, took, nanoClock.getAsLong()));
    }

    /** Once its thread has ended. */
    @Override
    public void close() {
        open.values().forEach(ChunkDecoder::close);
    }
}
