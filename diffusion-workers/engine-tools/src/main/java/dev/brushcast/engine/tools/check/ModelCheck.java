package dev.brushcast.engine.tools.check;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.folder.ModelFamily;
import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.memory.ResidentMemory;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.noise.Draws;
import dev.brushcast.engine.noise.SeededNoise;
import dev.brushcast.engine.onnx.image.OrtModel;
import dev.brushcast.engine.pipeline.PipelinedEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Loads a model folder, asks it what it can do, and renders a frame with it. */
public final class ModelCheck {

    private static final String STREAM = "check";
    private static final byte GREY = (byte) 128;
    private static final double NANOS_PER_MILLI = 1e6;

    private ModelCheck() {}

    /**
     * Checks a folder of either family.
     *
     * @param device {@code auto}, {@code cpu}, {@code cuda:N} or {@code tensorrt:N}
     * @throws EngineException if it is not a model that the engine can use; the message says what to do
     */
    public static CheckReport anyFamily(Path path, String device) {
        return ModelFamily.of(path) == ModelFamily.VIDEO ? VideoCheck.run(path, device) : run(path, device);
    }

    /**
     * Checks an image model's folder.
     *
     * @param device {@code auto}, {@code cpu}, {@code cuda:N} or {@code tensorrt:N}
     * @throws EngineException if it is not a model that the engine can use; the message says what to do
     */
    public static ModelReport run(Path path, String device) {
        ModelFolder folder = ModelFolder.open(path);
        long before = ResidentMemory.bytes();
        DiffusionModel model = OrtModel.load(folder, device, 0);
        ModelDescription description = model.description();
        boolean hasSafety = model.safety() != null;
        PictureSize size = description.geometry().nativeSize();
        EngineConfig config = EngineConfig.of(path);
        try (PipelinedEngine engine = new PipelinedEngine(model, config, new SeededNoise(), Draws.SEEDED)) {
            frame(engine, size);
            long started = System.nanoTime();
            frame(engine, size);
            double millis = (System.nanoTime() - started) / NANOS_PER_MILLI;
            long after = ResidentMemory.bytes();
            return new ModelReport(
                    folder.name(),
                    folder.pipeline(),
                    description.device(),
                    model.description().graphs(),
                    abilities(description, folder, hasSafety),
                    limits(description, folder),
                    description.geometry().sideMultiple(),
                    size,
                    engine.bound(),
                    folder.weightBytes(),
                    before < 0 || after < 0 ? -1 : Math.max(0, after - before),
                    millis);
        }
    }

    private static void frame(DiffusionEngine engine, PictureSize size) {
        byte[] rgb = new byte[3 * size.pixels()];
        Arrays.fill(rgb, GREY);
        SourceFrame frame = new SourceFrame(0, 0, new Picture(size.width(), size.height(), rgb), Style.of(""));
        RenderRequest request = new RenderRequest(List.of(frame), Continuity.NONE, Long.MAX_VALUE);
        RenderedFrame outcome;
        try {
            outcome = engine.open(STREAM)
                    .render(request)
                    .toCompletableFuture()
                    .join()
                    .frames()
                    .getFirst();
        } catch (CompletionException e) {
            throw new EngineException("no frame could be rendered: " + e.getCause(), e);
        }
        if (outcome instanceof RenderedFrame.Failed failed) {
            throw new EngineException("no frame could be rendered: " + failed.reason() + ": " + failed.message());
        }
    }

    private static List<String> abilities(ModelDescription model, ModelFolder folder, boolean hasSafety) {
        List<String> abilities = new ArrayList<>();
        abilities.add("restyle pictures");
        if (!model.unet().imageConditioned()) {
            abilities.add("make pictures from a prompt alone");
        }
        abilities.add(
                model.unet().guidanceEmbedded()
                        ? "guidance by its own, of any scale"
                        : "guidance none, full, self and initialize");
        abilities.add("1 to " + model.scheduler().originalInferenceSteps() + " steps");
        if (folder.isSdxl()) {
            abilities.add("two text encoders");
        }
        if (hasSafety) {
            abilities.add("check frames for safety");
        }
        return abilities;
    }

    private static List<String> limits(ModelDescription model, ModelFolder folder) {
        List<String> limits = new ArrayList<>();
        if (!model.unet().timestepPerRow()) {
            limits.add("the UNet takes one timestep per call: rows at different steps take a call each;"
                    + " export it with a timestep per row");
        }
        if (model.unet().imageConditioned()) {
            limits.add("it restyles pictures only: a prompt alone is refused");
        }
        if (model.unet().guidanceEmbedded()) {
            limits.add("it was distilled with guidance: kind none, and a scale such as 8");
        }
        folder.externalData()
                .forEach(file -> limits.add(file + " is mapped into memory while a model runs: overwriting it ends"
                        + " the process without a word; put another version into a folder of its own"));
        return limits;
    }
}
