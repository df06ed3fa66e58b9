package dev.brushcast.engine.tools.bench;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.Similarity;
import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.model.NetworkCall;
import dev.brushcast.engine.model.NetworkCall.Part;
import dev.brushcast.engine.noise.Draws;
import dev.brushcast.engine.noise.SeededNoise;
import dev.brushcast.engine.onnx.image.BareSessions;
import dev.brushcast.engine.onnx.image.OrtModel;
import dev.brushcast.engine.pipeline.PipelinedEngine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One policy's engine, with its calls noted, and the bare sessions beside it. */
final class Bench implements AutoCloseable {

    private final CallRecorder recorder = new CallRecorder();
    private final PictureSize size;
    private final ModelDescription model;
    private final PipelinedEngine engine;
    private final BareSessions bare;

    Bench(BenchSettings settings, BatchPolicy policy) {
        ModelFolder folder = ModelFolder.open(settings.modelFolder());
        DiffusionModel loaded = OrtModel.load(folder, settings.device(), settings.intraOpThreads());
        this.model = loaded.description();
        this.size = settings.size().orElse(model.geometry().nativeSize());
        EngineConfig config =
                EngineConfig.of(settings.modelFolder()).withPolicy(policy).withPictureSizes(List.of(size));
        this.engine = new PipelinedEngine(recorder.around(loaded), config, new SeededNoise(), Draws.SEEDED);
        this.bare = BareSessions.load(folder, model, settings.device(), settings.intraOpThreads());
        recorder.take();
    }

    Subject subject() {
        return new Subject(model.name(), model.device(), Hardware.describe(), size.toString(), curveMillis());
    }

    PictureSize size() {
        return size;
    }

    DiffusionEngine engine() {
        return engine;
    }

    /** The calls since the last time that this was asked. */
    List<NetworkCall> calls() {
        return recorder.take();
    }

    /** How long the bare sessions take for calls, one after another, in seconds. */
    double bareSeconds(List<NetworkCall> calls) {
        long nanos = 0;
        for (NetworkCall call : calls) {
            nanos += bare.nanos(call);
        }
        return nanos / 1e9;
    }

    /** Milliseconds by rows of the UNet, as measured when the engine opened. */
    private Map<Integer, Double> curveMillis() {
        Map<Integer, Double> millis = new TreeMap<>();
        engine.denoiserCurve(model.geometry().latentOf(size))
                .points()
                .forEach((rows, nanos) -> millis.put(rows, nanos / 1e6));
        return millis;
    }

    static double rowsPerCall(List<NetworkCall> calls) {
        return calls.stream()
                .filter(call -> call.part() == Part.DENOISER)
                .mapToInt(NetworkCall::rows)
                .average()
                .orElse(0);
    }

    static int rows(List<NetworkCall> calls) {
        return calls.stream()
                .filter(call -> call.part() == Part.DENOISER)
                .mapToInt(NetworkCall::rows)
                .sum();
    }

    static Style style(List<Integer> indices, Guidance guidance, @Nullable Similarity similarity) {
        return Style.of("an oil painting")
                .withSteps(Style.Steps.at(indices))
                .withGuidance(guidance)
                .withSimilarity(similarity);
    }

    @Override
    public void close() {
        try (engine;
                bare) {
            // Each closed even if the other fails.
        }
    }
}
