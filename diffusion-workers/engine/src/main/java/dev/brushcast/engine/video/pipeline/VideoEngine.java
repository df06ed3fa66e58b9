package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.PromptChange;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.StyleVerdict;
import dev.brushcast.engine.UnsafeFrames;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.bound.PictureBound;
import dev.brushcast.engine.memory.MemoryRoom;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.pipeline.OpenJobs;
import dev.brushcast.engine.pipeline.StyleJudge;
import dev.brushcast.engine.prompt.Embeddings;
import dev.brushcast.engine.prompt.StyleGuide;
import dev.brushcast.engine.prompt.TextThread;
import dev.brushcast.engine.video.flow.StepTimes;
import dev.brushcast.engine.video.model.VideoEncoder;
import dev.brushcast.engine.video.session.VideoModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of a video model: three stages, each with a queue and a thread of its own, through which the pieces of all streams
 * go. The frames in it are bounded altogether.
 */
public final class VideoEngine implements DiffusionEngine {

    private static final Logger LOGGER = LoggerFactory.getLogger(VideoEngine.class);

    private final VideoModel model;
    private final EngineConfig config;
    private final OpenJobs jobs;
    private final PictureBound bound;
    private final VideoStyleRules rules;
    private final StyleJudge judge;
    private final Embeddings embeddings;
    private final TakeMaker takes;
    private final VideoStages stages;
    private final TextThread text;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final ExecutorService completions = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong arrivals = new AtomicLong();

    /**
     * Warms the model up and starts the stages.
     *
     * @param model closed with the engine
     * @throws EngineException if the model cannot do what is asked
     */
    public VideoEngine(VideoModel model, EngineConfig config) {
        this(model, config, () -> SessionRoom.of(MemoryRoom.now()));
    }

    /** @param memory asked once the model is warmed up */
    VideoEngine(VideoModel model, EngineConfig config, Supplier<SessionRoom> memory) {
        if (config.unsafeFrames() != UnsafeFrames.SHOWN) {
            throw new EngineException(
                    "unsafe frames are to be " + config.unsafeFrames().label() + ", but video model " + model.name()
                            + " has no safety checker: show all frames");
        }
        this.model = model;
        this.config = config;
        this.jobs = new OpenJobs(config.queueFrames());
        this.rules = new VideoStyleRules(model);
        StreamCost cost = StreamCost.measure(model, config.nanoClock());
        int usual = config.pictureSizes().stream()
                .mapToInt(PictureSize::pixels)
                .max()
                .orElse(model.geometry().nativeSize().pixels());
        this.bound = PictureBound.of(
                cost.frame(),
                MemoryRoom.now(),
                config.longestFrame(),
                usual,
                model.geometry().nativeSize().pixels());
        LOGGER.info("pictures: {}", bound);
        this.takes = new TakeMaker(model, memory.get(), cost.codecBytesPerPixel());
        this.text = new TextThread(model.text());
        this.embeddings = new Embeddings(text, model.prompt().contextWidth());
        this.judge = new StyleJudge(text, model.prompt().tokens(), rules, new StyleGuide(model.styles(), text));
        this.stages = new VideoStages(model, config, takes::ended, jobs::broken);
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
                model.rules().window() * VideoEncoder.FRAMES_PER_LATENT,
                false,
                model.hash());
    }

    @Override
    public StyleVerdict judge(Style style, boolean fromPicture) {
        return judge.judge(style, fromPicture);
    }

    /** Whoever asks means to use it: its prompts are encoded meanwhile, so that no chunk waits for them. */
    @Override
    public Optional<String> refusal(Style style, boolean fromPicture) {
        Optional<String> refusal = judge.refusal(style, fromPicture);
        if (refusal.isEmpty() && !jobs.hasEnded()) {
            var _ = embeddings.positive(style);
        }
        return refusal;
    }

    @Override
    public StreamSession open(String streamId) {
        return new VideoStream(streamId, this);
    }

    @Override
    public void expect(PictureSize size) {
        check(size);
        stages.expect(size);
    }

    /** Has something done for a job, as soon as there is room for its frames; the stage completes once all of it is done. */
    CompletionStage<List<FrameResult>> begin(Outbox outbox, int count, Consumer<ChunkJob> work) {
        ChunkJob job = new ChunkJob(outbox, completions);
        Optional<EngineException> refused = jobs.enter(job, count);
        if (refused.isPresent()) {
            return CompletableFuture.failedFuture(refused.get());
        }
        work.accept(job);
        job.release();
        jobs.begun(job);
        return job.result().minimalCompletionStage();
    }

    @Override
    public void close() {
        jobs.end(new EngineException("the engine is closed"));
        if (closing.getAndSet(true)) {
            return;
        }
        // Every thread that uses a part of the model ends before that is freed.
        stages.close();
        text.close();
        model.close();
        completions.close();
    }

    /** @param size null: not known */
    void check(@Nullable PictureSize size) {
        int multiple = model.geometry().sideMultiple();
        if (size != null && (size.width() % multiple != 0 || size.height() % multiple != 0)) {
            throw new IllegalArgumentException("a picture of " + size + ": model " + model.name()
                    + " takes sides that are multiples of " + multiple);
        }
    }

    /** Logs what there is to say of a style, once. */
    void tellOnce(Style style) {
        judge.tellOnce(style, true, completions);
    }

    int framesPerChunk() {
        return VideoEncoder.FRAMES_PER_LATENT * model.rules().latentsPerChunk();
    }

    StepTimes times(Style style) {
        return model.rules().times(rules.steps(style));
    }

    CompletableFuture<Conditioning> prompt(Style style) {
        return embeddings.positive(style);
    }

    FrameTicket ticket(String streamId, long deadlineNanos) {
        return new FrameTicket(streamId, deadlineNanos, now(), arrivals.getAndIncrement(), new AtomicInteger());
    }

    StepChoice choice() {
        return new StepChoice(config.policy());
    }

    PromptChange promptChange() {
        return config.promptChange();
    }

    PictureBound bound() {
        return bound;
    }

    TakeMaker takes() {
        return takes;
    }

    VideoStages stages() {
        return stages;
    }

    long now() {
        return config.nanoClock().getAsLong();
    }
}
