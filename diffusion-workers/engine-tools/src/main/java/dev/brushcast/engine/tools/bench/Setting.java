package dev.brushcast.engine.tools.bench;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.Style.Similarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What streams ask of the engine.
 *
 * @param steps denoising steps: 1, 2 or 4
 * @param streams at once, at least 1
 * @param guidance its kind; its scale is 1.2
 */
public record Setting(int steps, int streams, GuidanceKind guidance) {

    private static final double SCALE = 1.2;

    /** Where in the schedule the steps begin, by how many there are. */
    private static final Map<Integer, List<Integer>> INDICES =
            Map.of(1, List.of(16), 2, List.of(16, 32), 4, List.of(16, 26, 35, 45));

    // Below what the constructor looks at.
    /** One step and no guidance, as live streams mostly run, and two streams, so that the stages of one overlap the other's. */
    public static final Setting USUAL = new Setting(1, 2, GuidanceKind.NONE);

    public Setting {
        if (!INDICES.containsKey(steps)) {
            throw new IllegalArgumentException("steps must be 1, 2 or 4, not " + steps);
        }
        if (streams < 1) {
            throw new IllegalArgumentException("streams must be at least 1, not " + streams);
        }
    }

    /** Every combination. */
    public static List<Setting> grid(List<Integer> steps, List<Integer> streams, List<GuidanceKind> guidances) {
        List<Setting> grid = new ArrayList<>();
        for (GuidanceKind guidance : guidances) {
            for (int step : steps) {
                streams.forEach(stream -> grid.add(new Setting(step, stream, guidance)));
            }
        }
        return grid;
    }

    Style style() {
        return style(null);
    }

    Style style(@Nullable Similarity filter) {
        Guidance asked = guidance == GuidanceKind.NONE ? Guidance.OFF : new Guidance(guidance, SCALE, 1);
        return Bench.style(Objects.requireNonNull(INDICES.get(steps)), asked, filter);
    }
}
