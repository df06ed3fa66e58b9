package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.batch.BatchLoop;
import dev.brushcast.engine.batch.BatchPlanner;
import dev.brushcast.engine.batch.ContinuousPlanner;
import dev.brushcast.engine.batch.MeasuredBatchSizes;
import dev.brushcast.engine.batch.SequentialPlanner;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.pipeline.AgentThread;
import dev.brushcast.engine.pipeline.BatchMeter;
import dev.brushcast.engine.pipeline.DenoiseStage;
import dev.brushcast.engine.pipeline.Turns;
import dev.brushcast.engine.video.session.VideoModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The stages of a video model's engine, wired up, and their threads. */
final class VideoStages implements AutoCloseable {

    private final VideoModel model;
    private final EncodeStage encode;
    private final DecodeStage decode;
    private final MeasuredBatchSizes curves;
    private final List<AgentThread> threads;

    /**
     * Threads that have not begun.
     *
     * @param ended told of takes of which nothing is left
     * @param broken told if a thread fails
     */
    VideoStages(VideoModel model, EngineConfig config, Consumer<Take> ended, Consumer<Throwable> broken) {
        this.model = model;
        LongSupplier clock = config.nanoClock();
        Turns turns = new Turns(model.runsOnCpu());
        TransformerCalls calls = new TransformerCalls(model.networks().transformer());
        TransformerMeter meter = new TransformerMeter(model, new BatchMeter(turns.always(), clock));
        this.curves = new MeasuredBatchSizes(meter::curve);
        if (config.policy() == BatchPolicy.CONTINUOUS) {
            // On the thread that opens the engine, before anything else uses the transformer.
            config.pictureSizes().stream()
                    .findFirst()
                    .or(() -> Optional.of(model.geometry().nativeSize()))
                    .ifPresent(size -> curves.curve(rowOf(model, size)));
        }
        BatchLoop<PassTask> loop = new BatchLoop<>(planner(config.policy(), curves), calls);
        DenoiseStage<PassTask> denoise = new DenoiseStage<>(loop, turns.always(), clock);
        this.decode = new DecodeStage(model.networks().decoder(), turns.always(), clock, ended);
        Denoising denoising = new Denoising(model, denoise, calls, decode, clock);
        this.encode = new EncodeStage(model.networks().encoder(), turns.always(), clock, denoising);
        this.threads = List.of(
                new AgentThread("brushcast-encode", encode, broken),
                new AgentThread("brushcast-denoise", denoise, broken),
                new AgentThread("brushcast-decode", decode, broken));
    }

    /** The shape of a row: a chunk's latent frames, one above the other. */
    private static LatentShape rowOf(VideoModel model, PictureSize size) {
        LatentShape frame = model.geometry().latentOf(size);
        return new LatentShape(frame.channels(), frame.height() * model.rules().latentsPerChunk(), frame.width());
    }

    private static BatchPlanner planner(BatchPolicy policy, MeasuredBatchSizes sizes) {
        return switch (policy) {
            case SEQUENTIAL -> new SequentialPlanner();
            case STREAM_BATCH, AUTO -> new OneStreamPlanner();
            case CONTINUOUS -> new ContinuousPlanner(sizes);
        };
    }

    void start() {
        threads.forEach(AgentThread::start);
    }

    /** See {@link EncodeStage#enter}. */
    void enter(Take take, Piece piece, ChunkJob job) {
        encode.enter(take, piece, job);
    }

    /** See {@link EncodeStage#drain}. */
    void drain(Take take, ChunkJob job) {
        encode.drain(take, job);
    }

    /** See {@link EncodeStage#leave}. */
    void leave(Take take) {
        encode.leave(take);
    }

    /** Has it measured how long rows of a size take, when the next of them comes. */
    void expect(PictureSize size) {
        curves.expect(rowOf(model, size));
    }

    /** Once: ends every thread, then frees what each had made of its network. */
    @Override
    public void close() {
        threads.forEach(AgentThread::close);
        encode.close();
        decode.close();
    }
}
