package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.assembly.Engines;
import java.util.ArrayList;
import java.util.List;

/** Engines of several models, open at once so that one size of pictures can be chosen for all of them. */
public final class OpenModels implements AutoCloseable {

    private final List<DiffusionEngine> engines = new ArrayList<>();

    private OpenModels() {}

    /**
     * Opens them, in their order.
     *
     * @throws dev.brushcast.engine.EngineException if one of them cannot be used
     */
    public static OpenModels open(List<EngineConfig> configs) {
        OpenModels models = new OpenModels();
        try {
            configs.forEach(config -> models.engines.add(Engines.open(config)));
            return models;
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
    }

    /** Sides of pictures that all of them take are multiples of this. */
    public int sideMultiple() {
        return engines.stream()
                .mapToInt(engine -> engine.description().sideMultiple())
                .reduce(1, OpenModels::leastCommonMultiple);
    }

    /** How many pixels the pictures have of the model that was made for the fewest. */
    public int nativePixels() {
        return engines.stream()
                .mapToInt(engine -> engine.description().nativePixels())
                .min()
                .orElseThrow();
    }

    List<DiffusionEngine> engines() {
        return engines;
    }

    /** Names that tell them apart. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (DiffusionEngine engine : engines) {
            String name = engine.description().model();
            long before = names.stream().filter(other -> other.startsWith(name)).count();
            names.add(before == 0 ? name : name + " (" + (before + 1) + ")");
        }
        return names;
    }

    private static int leastCommonMultiple(int one, int other) {
        int a = one;
        int b = other;
        while (b != 0) {
            int rest = a % b;
            a = b;
            b = rest;
        }
        return one / a * other;
    }

    @Override
    public void close() {
        engines.forEach(DiffusionEngine::close);
    }
}
