package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FrameByFrame;
import dev.brushcast.engine.FrameLatency;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.StyleVerdict;
import dev.brushcast.engine.batch.BatchCurve;
import dev.brushcast.engine.bound.PictureBound;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.noise.Draws;
import dev.brushcast.engine.noise.NoiseSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The engine: similarity filter on the caller's thread, then three stages, each with a queue and a thread of its own,
 * so that the pictures of one batch are encoded and those of another decoded while a third is denoised.
 *
 * <p>The frames in it are bounded altogether: a session's {@code render} waits for room. A request of more frames than there is
 * room for is let in once the engine is empty.
 */
public final class PipelinedEngine implements DiffusionEngine {

    private final ModelDescription model;
    private final StyleResolver resolver;
    private final OpenJobs jobs;
    private final PictureBound bound;
    private final RequestPlanner planner;
    private final StyleJudge judge;
    private final Stages stages;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final ExecutorService completions = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Warms the model up and starts the stages.
     *
     * @param loaded closed with the engine
     */
    public PipelinedEngine(DiffusionModel loaded, EngineConfig config, NoiseSource noise, Draws draws) {
        this.model = loaded.description();
        this.jobs = new OpenJobs(config.queueFrames());
        this.resolver = new StyleResolver(model);
        this.stages = new Stages(loaded, config, noise, jobs::broken);
        this.bound = stages.bound();
        this.planner = new RequestPlanner(resolver, bound, draws, config.nanoClock());
        this.judge = new StyleJudge(stages.text(), model.prompt().tokens(), resolver, stages.guide());
        stages.start();
    }

    @Override
    public EngineDescription description() {
        return new EngineDescription(
                model.name(),
                model.device(),
                model.geometry().sideMultiple(),
                model.geometry().nativeSize().pixels(),
                bound.mostPixels(),
                0,
                !model.unet().imageConditioned(),
                model.hash());
    }

    /** How long UNet calls take, by rows, for pictures of one shape. */
    public BatchCurve denoiserCurve(LatentShape shape) {
        return stages.denoiserCurve(shape);
    }

    /** How large pictures may be, and why not larger. */
    public PictureBound bound() {
        return bound;
    }

    @Override
    public StyleVerdict judge(Style style, boolean fromPicture) {
        return judge.judge(style, fromPicture);
    }

    @Override
    public Optional<String> refusal(Style style, boolean fromPicture) {
        return judge.refusal(style, fromPicture);
    }

    @Override
    public void expect(PictureSize size) {
        check(size);
        stages.expect(model.geometry().latentOf(size));
    }

    @Override
    public Optional<FrameLatency> latency(PictureSize size, Style style, boolean fromPicture) {
        Style resolved;
        try {
            resolved = resolver.resolve(style, fromPicture);
        } catch (IllegalArgumentException _) { // its frames fail
            return Optional.empty();
        }
        return stages.latency(model.geometry().latentOf(size), resolved);
    }

    @Override
    public StreamSession open(String streamId) {
        return new FrameByFrame(request -> render(streamId, request));
    }

    private CompletionStage<RenderResult> render(String streamId, RenderRequest request) {
        request.frames().stream()
                .map(SourceFrame::size)
                .filter(Objects::nonNull)
                .forEach(this::check);
        RenderJob job = new RenderJob(streamId, request, completions);
        Optional<EngineException> refused = jobs.enter(job, request.frames().size());
        if (refused.isPresent()) {
            return CompletableFuture.failedFuture(refused.get());
        }
        RequestPlan plan;
        try {
            plan = planner.plan(job);
        } catch (RuntimeException e) {
            // Gives its room back.
            job.abort(new EngineException("the request cannot be planned: " + EngineException.reason(e), e));
            throw e;
        }
        job.begin(plan);
        request.frames().forEach(frame -> judge.tellOnce(frame.style(), frame.picture() != null, completions));
        stages.begin(plan.rendered());
        jobs.begun(job);
        return job.result().minimalCompletionStage();
    }

    @Override
    public void close() {
        jobs.end(new EngineException("the engine is closed"));
        if (closing.getAndSet(true)) {
            return;
        }
        stages.close();
        completions.close();
    }

    private void check(PictureSize size) {
        int multiple = model.geometry().sideMultiple();
        if (size.width() % multiple != 0 || size.height() % multiple != 0) {
            throw new IllegalArgumentException("a picture of " + size + ": model " + model.name()
                    + " takes sides that are multiples of " + multiple);
        }
    }
}
