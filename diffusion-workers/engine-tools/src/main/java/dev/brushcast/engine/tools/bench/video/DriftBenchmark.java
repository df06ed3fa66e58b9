package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.tools.bench.video.DriftReport.Change;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One model on a clip over and over. */
public final class DriftBenchmark {

    private static final double NANOS = 1e9;

    private DriftBenchmark() {}

    /**
     * Renders and compares.
     *
     * @param models one
     * @param clip at a size that it takes
     * @param style of the run
     * @param length of media, about; at least two rounds of the clip are rendered
     * @param progress told each frame's number
     * @throws EngineException if a frame is not rendered, or is no finite number
     */
    public static DriftReport run(OpenModels models, Clip clip, Style style, Duration length, LongConsumer progress) {
        DiffusionEngine engine = models.engines().getFirst();
        engine.expect(clip.size());
        Drift drift = new Drift(clip, length);
        long started = System.nanoTime();
        StyledFrames.render(engine, clip, style, drift.frames(), (number, picture) -> {
            drift.add(number, picture);
            progress.accept(number);
        });
        double seconds = (System.nanoTime() - started) / NANOS;
        List<Change> changes = drift.changes();
        return new DriftReport(
                engine.description().model(),
                clip.name(),
                clip.size().toString(),
                style.prompts().positive().getFirst().text(),
                drift.frames(),
                drift.frames() / clip.framesPerSecond(),
                seconds,
                drift.frames() / seconds,
                drift.windowSeconds(),
                drift.openingSeconds(),
                drift.opening(),
                drift.begin(),
                drift.end(),
                changes,
                largest(changes.stream().map(Change::change)),
                largest(changes.stream().map(Change::sinceOpening)));
    }

    private static double largest(Stream<@Nullable Double> shares) {
        return shares.filter(Objects::nonNull).mapToDouble(Math::abs).max().orElse(0);
    }
}
