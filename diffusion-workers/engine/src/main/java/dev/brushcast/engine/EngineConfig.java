package dev.brushcast.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How an engine is set up.
 *
 * @param modelFolder in the diffusers / Optimum ONNX layout; or a {@link BuiltInModel}'s
 * @param device {@code auto}, {@code cpu}, {@code cuda:N} or {@code tensorrt:N}; for a video model with block graphs several
 *     of them, with commas between them
 * @param policy which rows share a UNet call
 * @param fixedBatch rows of every UNet call, padded, so that a replay is bit-identical; 0 to go by a measured curve
 * @param frameBuffer frames of a stream that begin in one call, {@link BatchPolicy#STREAM_BATCH} only; usually 1
 * @param queueFrames frames that may be in the engine at once; more wait in {@link StreamSession#render}
 * @param intraOpThreads threads per network on the CPU; 0 for as many as there are cores
 * @param pictureSizes that are warmed up and measured before the first frame; empty: the model's own size. Of others the
 *     times are guessed, see {@link DiffusionEngine#expect}. The first is the size of pictures made from a prompt alone
 * @param longestFrame how long the largest pictures that are taken may be in the networks; larger ones are refused, since
 *     every other stream would wait for them. What memory allows may be less
 * @param unsafeFrames what becomes of frames that the model's safety checker objects to
 * @param promptCache folder of encoded prompts, which several workers may share: a text encoder is loaded for what it lacks, and a
 *     model that has none renders what others have encoded. Null: each worker encodes for itself
 * @param promptChange what becomes of what a video model remembers of a stream when its prompt changes
 * @param nanoClock the clock of deadlines and stage times
 */
public record EngineConfig(
        Path modelFolder,
        String device,
        BatchPolicy policy,
        int fixedBatch,
        int frameBuffer,
        int queueFrames,
        int intraOpThreads,
        List<PictureSize> pictureSizes,
        Duration longestFrame,
        UnsafeFrames unsafeFrames,
        @Nullable Path promptCache,
        PromptChange promptChange,
        LongSupplier nanoClock) {

    /** {@link #longestFrame} unless it is set. */
    public static final Duration LONGEST_FRAME = Duration.ofSeconds(1);

    private static final int QUEUE_FRAMES = 64;

    public EngineConfig {
        pictureSizes = List.copyOf(pictureSizes);
        if (fixedBatch < 0 || frameBuffer < 1 || queueFrames < 1 || intraOpThreads < 0) {
            throw new IllegalArgumentException("fixedBatch " + fixedBatch + ", frameBuffer " + frameBuffer
                    + ", queueFrames " + queueFrames + ", intraOpThreads " + intraOpThreads
                    + ": expected at least 0, 1, 1, 0");
        }
    }

    /** A model with everything else as by default. */
    public static EngineConfig of(Path modelFolder) {
        return new EngineConfig(
                modelFolder,
                "auto",
                BatchPolicy.CONTINUOUS,
                0,
                1,
                QUEUE_FRAMES,
                0,
                List.of(),
                LONGEST_FRAME,
                UnsafeFrames.SHOWN,
                null,
                PromptChange.CARRY,
                System::nanoTime);
    }

    public EngineConfig withDevice(String other) {
        return with(draft -> draft.device = other);
    }

    public EngineConfig withPolicy(BatchPolicy other) {
        return with(draft -> draft.policy = other);
    }

    public EngineConfig withFixedBatch(int rows) {
        return with(draft -> draft.fixedBatch = rows);
    }

    public EngineConfig withFrameBuffer(int frames) {
        return with(draft -> draft.frameBuffer = frames);
    }

    public EngineConfig withQueueFrames(int frames) {
        return with(draft -> draft.queueFrames = frames);
    }

    public EngineConfig withIntraOpThreads(int threads) {
        return with(draft -> draft.intraOpThreads = threads);
    }

    public EngineConfig withPictureSizes(List<PictureSize> sizes) {
        return with(draft -> draft.pictureSizes = sizes);
    }

    public EngineConfig withLongestFrame(Duration other) {
        return with(draft -> draft.longestFrame = other);
    }

    public EngineConfig withUnsafeFrames(UnsafeFrames other) {
        return with(draft -> draft.unsafeFrames = other);
    }

    public EngineConfig withPromptCache(@Nullable Path folder) {
        return with(draft -> draft.promptCache = folder);
    }

    public EngineConfig withPromptChange(PromptChange other) {
        return with(draft -> draft.promptChange = other);
    }

    public EngineConfig withNanoClock(LongSupplier other) {
        return with(draft -> draft.nanoClock = other);
    }

    private EngineConfig with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.config();
    }

    /** A copy whose components can be set one by one. */
    private static final class Draft {

        private final Path modelFolder;
        private String device;
        private BatchPolicy policy;
        private int fixedBatch;
        private int frameBuffer;
        private int queueFrames;
        private int intraOpThreads;
        private List<PictureSize> pictureSizes;
        private Duration longestFrame;
        private UnsafeFrames unsafeFrames;
        private @Nullable Path promptCache;
        private PromptChange promptChange;
        private LongSupplier nanoClock;

        Draft(EngineConfig config) {
            modelFolder = config.modelFolder;
            device = config.device;
            policy = config.policy;
            fixedBatch = config.fixedBatch;
            frameBuffer = config.frameBuffer;
            queueFrames = config.queueFrames;
            intraOpThreads = config.intraOpThreads;
            pictureSizes = config.pictureSizes;
            longestFrame = config.longestFrame;
            unsafeFrames = config.unsafeFrames;
            promptCache = config.promptCache;
            promptChange = config.promptChange;
            nanoClock = config.nanoClock;
        }

        EngineConfig config() {
            return new EngineConfig(
                    modelFolder,
                    device,
                    policy,
                    fixedBatch,
                    frameBuffer,
                    queueFrames,
                    intraOpThreads,
                    pictureSizes,
                    longestFrame,
                    unsafeFrames,
                    promptCache,
                    promptChange,
                    nanoClock);
        }
    }
}
