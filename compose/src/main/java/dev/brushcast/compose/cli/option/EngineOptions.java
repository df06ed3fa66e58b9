package dev.brushcast.compose.cli.option;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.PromptChange;
import dev.brushcast.engine.UnsafeFrames;
import dev.brushcast.engine.assembly.Engines;
import dev.brushcast.engine.fake.FakeEngine;
import dev.brushcast.engine.fake.FakeSpeed;
import dev.brushcast.engine.fake.Pause;
import dev.brushcast.engine.onnx.device.Device;
import dev.brushcast.kit.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Which model runs, on what. */
public final class EngineOptions {

    private static final int MOST_ROWS = 1024;
    private static final int MOST_FRAMES = 64;

    /** More than any machine has cores of use; each is a thread of the system, and too many of them end the process. */
    private static final int MOST_THREADS = 256;

    private static final int LONGEST_SECONDS = 3600;

    private static final Logger LOGGER = LoggerFactory.getLogger(EngineOptions.class);

    @Option(
            names = "--model",
            paramLabel = "DIR",
            converter = ModelName.class,
            description = {
                "Model folder in the diffusers / Optimum ONNX layout, or a model that comes along: builtin, which renders"
                        + " frame by frame, or builtin:video, which carries on what a stream looked like.",
                "Default: builtin."
            })
    @Nullable
    Path model;

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda:N|tensorrt:N",
            description =
                    "What it runs on; auto: the best that really loads. Several, with commas between them, share a"
                            + " video model that has its blocks one by one (transformer/blocks). Default: ${DEFAULT-VALUE}.")
    String device = "auto";

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = {
                "Batching policy: sequential (or no-batch), stream-batch or continuous. Default: ${DEFAULT-VALUE}.",
                "auto, for video models: stream-batch while chunks come fast and memory allows it, else sequential."
            })
    String policy = BatchPolicy.CONTINUOUS.label();

    @Option(
            names = "--fixed-batch",
            paramLabel = "ROWS",
            description = "Rows of every UNet call, for bit-identical replays. Default: by the measured curve.")
    int fixedBatch;

    @Option(
            names = "--frame-buffer",
            paramLabel = "FRAMES",
            description =
                    "Frames of a stream that begin in one call, for --policy stream-batch. Default: ${DEFAULT-VALUE}.")
    int frameBuffer = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "CPU threads of each network. Default: as many as there are cores.")
    int threads;

    @Option(
            names = "--longest-frame",
            paramLabel = "SECONDS",
            description =
                    "Pictures that would keep the model busy for longer are refused, since every other stream would"
                            + " wait for them. Default: ${DEFAULT-VALUE}.")
    double longestFrame = EngineConfig.LONGEST_FRAME.toMillis() / 1e3;

    @Option(
            names = "--unsafe-frames",
            paramLabel = "shown|held|black",
            description = "What becomes of frames that the model's safety checker objects to: held shows the picture"
                    + " before again. Default: ${DEFAULT-VALUE}, nothing is checked.")
    String unsafeFrames = UnsafeFrames.SHOWN.label();

    @Option(
            names = "--prompt-change",
            paramLabel = "carry|restart",
            description =
                    "What becomes of a video model's memory of a stream when its prompt changes: carry keeps it, and the"
                            + " picture flows into the new look; restart begins anew. Default: ${DEFAULT-VALUE}.")
    String promptChange = PromptChange.CARRY.label();

    @Option(
            names = "--prompt-cache",
            paramLabel = "FOLDER",
            description = {
                "Keeps encoded prompts there, for workers that share the folder: a prompt is encoded once, and the text encoder"
                        + " loaded only for what is not there.",
                "A worker whose model folder has no text_encoder/model.onnx renders what others have encoded."
            })
    @Nullable
    Path promptCache;

    @Option(
            names = "--fake-engine",
            paramLabel = "ROWS=MS",
            split = ",",
            description = {
                "No model at all, to size a cluster: pictures turn into their negatives after the milliseconds that UNet"
                        + " calls of so many rows are to take, as in 1=33,2=52,8=180,encode=2,decode=3.",
                "encode and decode are per picture, 0 if not given. With pixels=262144 these are times of pictures of"
                        + " so many pixels, and others take them in proportion; without it all take as long."
            })
    Map<String, Double> fake = Map.of();

    /**
     * Looks whether the options fit together; nothing is opened.
     *
     * @throws UserError if they do not
     */
    public void check() {
        config();
        if (!device.equals("auto")) {
            Device.listed(device);
        }
        if (!fake.isEmpty()) {
            fakeSpeed();
        }
    }

    /**
     * Opens the engine asked for; takes seconds.
     *
     * @throws UserError if the options do not fit together
     * @throws dev.brushcast.engine.EngineException if the model cannot be used
     */
    public DiffusionEngine open() {
        if (fake.isEmpty()) {
            return Engines.open(config());
        }
        FakeSpeed speed = fakeSpeed();
        LOGGER.warn("no model is run: pictures turn into their negatives, at the speed of --fake-engine");
        return FakeEngine.open(config(), speed, Pause.SLEEPING);
    }

    private FakeSpeed fakeSpeed() {
        if (model != null) {
            throw new UserError("--fake-engine runs no model: leave out --model, or run the model");
        }
        return FakeSpeedOption.of(fake);
    }

    EngineConfig config() {
        Limits.requireBetween(0, MOST_ROWS, "--fixed-batch", fixedBatch);
        Limits.requireBetween(1, MOST_FRAMES, "--frame-buffer", frameBuffer);
        Limits.requireBetween(0, MOST_THREADS, "--threads", threads);
        if (!(longestFrame > 0 && longestFrame <= LONGEST_SECONDS)) {
            throw new UserError("--longest-frame must be more than 0 and at most " + LONGEST_SECONDS + " seconds, not "
                    + longestFrame);
        }
        return EngineConfig.of(model == null ? BuiltInModel.IMAGE.folder() : model)
                .withDevice(device)
                .withPolicy(BatchPolicy.named(policy))
                .withFixedBatch(fixedBatch)
                .withFrameBuffer(frameBuffer)
                .withIntraOpThreads(threads)
                .withLongestFrame(Duration.ofNanos(Math.round(longestFrame * 1e9)))
                .withUnsafeFrames(UnsafeFrames.named(unsafeFrames))
                .withPromptChange(PromptChange.named(promptChange))
                .withPromptCache(promptCache);
    }
}
