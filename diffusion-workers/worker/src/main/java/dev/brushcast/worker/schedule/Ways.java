package dev.brushcast.worker.schedule;

import dev.brushcast.engine.FrameLatency;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The ways in which a stream's frames may be rendered.
 *
 * @param bySize how long they take in the steps asked for, by percent of each side; {@link Economy#FULL} is always there
 * @param fewestSteps that will do; 0: as many as are asked for
 */
public record Ways(NavigableMap<Integer, FrameLatency> bySize, int fewestSteps) {

    public Ways {
        bySize = new TreeMap<>(bySize);
        if (!bySize.containsKey(Economy.FULL)) {
            throw new IllegalArgumentException("how long do frames of full size take? Given: " + bySize.keySet());
        }
    }

    /** At full size only. */
    public static Ways of(FrameLatency latency, int fewestSteps) {
        return new Ways(new TreeMap<>(Map.of(Economy.FULL, latency)), fewestSteps);
    }

    /** How large the pictures are while so much is saved, percent of each side. */
    public int percent(Economy economy) {
        return bySize.ceilingKey(economy.percent());
    }

    /** How long frames take in the size and the steps that were decided. */
    public FrameLatency in(Schedule schedule) {
        FrameLatency asked = at(schedule.percent());
        return asked.withSteps(Math.min(asked.steps(), schedule.mostSteps()));
    }

    /** How long frames take at full size, in the steps asked for. */
    FrameLatency full() {
        return at(Economy.FULL);
    }

    /** How long frames take while so much is saved. */
    FrameLatency under(Economy economy) {
        FrameLatency asked = at(percent(economy));
        return asked.withSteps(
                fewestSteps == 0 ? asked.steps() : Math.min(asked.steps(), Math.max(economy.mostSteps(), fewestSteps)));
    }

    private FrameLatency at(int percent) {
        return Objects.requireNonNull(bySize.get(percent));
    }
}
