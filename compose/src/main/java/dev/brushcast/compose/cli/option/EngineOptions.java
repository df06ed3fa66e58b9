package dev.brushcast.compose.cli.option;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.EngineException;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                "Of a worker or a platform once for each model that it is to have: streams ask for one by the folder's name, and those"
                        + " that ask for none get the first. All are loaded at the start, and share the device.",
                "Default: builtin."
            })
    List<Path> models = List.of();

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
        requireNamesOfTheirOwn();
        if (!device.equals("auto")) {
            Device.listed(device);
        }
        if (!fake.isEmpty()) {
            fakeSpeed();
        }
    }

    /** The same of a process that has but one stream, and hence one model; throws as {@link #check} does. */
    public void checkOne() {
        check();
        if (models.size() > 1) {
            throw new UserError("a run has one stream, and one --model: give one, or use brushcast platform");
        }
    }

    /** The first of {@link #openAll}. */
    public DiffusionEngine open() {
        return openAll().getFirst();
    }

    /**
     * Opens an engine for each model, in their order, or none of them; takes seconds.
     *
     * @throws UserError if the options do not fit together
     * @throws EngineException if a model cannot be used
     */
    public List<DiffusionEngine> openAll() {
        if (fake.isEmpty()) {
            return opened(
                    models.isEmpty()
                            ? List.of(config())
                            : models.stream().map(this::config).toList());
        }
        FakeSpeed speed = fakeSpeed();
        LOGGER.warn("no model is run: pictures turn into their negatives, at the speed of --fake-engine");
        return List.of(FakeEngine.open(config(), speed, Pause.SLEEPING));
    }

    private static List<DiffusionEngine> opened(List<EngineConfig> configs) {
        List<DiffusionEngine> engines = new ArrayList<>();
        for (EngineConfig config : configs) {
            try {
                engines.add(Engines.open(config));
            } catch (RuntimeException e) {
                engines.forEach(DiffusionEngine::close);
                throw e instanceof EngineException && configs.size() > 1
                        ? new EngineException(
                                "--model " + config.modelFolder() + ", of " + configs.size()
                                        + " that are to share the device: " + e.getMessage(),
                                e)
                        : e;
            }
        }
        return engines;
    }

    /** Streams ask for a model by its folder's name. */
    private void requireNamesOfTheirOwn() {
        Set<String> met = new HashSet<>();
        for (Path folder : models) {
            String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
            if (!met.add(name)) {
                throw new UserError("two of --model are called " + name
                        + ", and streams ask for a model by its folder's name: rename one of the folders");
            }
        }
    }

    private FakeSpeed fakeSpeed() {
        if (!models.isEmpty()) {
            throw new UserError("--fake-engine runs no model: leave out --model, or run the model");
        }
        return FakeSpeedOption.of(fake);
    }

    EngineConfig config() {
        return config(models.isEmpty() ? BuiltInModel.IMAGE.folder() : models.getFirst());
    }

    private EngineConfig config(Path folder) {
        Limits.requireBetween(0, MOST_ROWS, "--fixed-batch", fixedBatch);
        Limits.requireBetween(1, MOST_FRAMES, "--frame-buffer", frameBuffer);
        Limits.requireBetween(0, MOST_THREADS, "--threads", threads);
        if (!(longestFrame > 0 && longestFrame <= LONGEST_SECONDS)) {
            throw new UserError("--longest-frame must be more than 0 and at most " + LONGEST_SECONDS + " seconds, not "
                    + longestFrame);
        }
        return EngineConfig.of(folder)
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
