package dev.brushcast.engine.video.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times of a chunk's denoising steps, falling. The first is a starting value: the motion of the chunk decides it anew.
 *
 * <p>Immutable.
 */
public final class StepTimes {

    /** The times that the published video-to-video models were distilled for, of which the first are run. */
    public static final List<Integer> VIDEO_TO_VIDEO = List.of(700, 500, 400, 200, 0);

    private final float[] times;

    private StepTimes(float[] times) {
        this.times = times;
    }

    /**
     * The first steps of a list.
     *
     * @param base falling times from 1000 to 0, 0 at the end
     * @param steps how many of those above 0, at least 1; more than there are: all
     * @param warp whether a time stands for a place in the schedule (1000 - t) and not for itself
     * @param fromNoise whether frames are made from noise alone: the step at time 0 is then run as well
     * @throws IllegalArgumentException if there is no such list
     */
    public static StepTimes of(List<Integer> base, int steps, boolean warp, boolean fromNoise, FlowSchedule schedule) {
        if (steps < 1) {
            throw new IllegalArgumentException(steps + " steps, expected at least 1");
        }
        List<Integer> chosen = new ArrayList<>(
                base.stream().filter(time -> time > 0).limit(steps).toList());
        if (chosen.isEmpty() || base.getLast() != 0 || chosen.getFirst() > schedule.length()) {
            throw new IllegalArgumentException(
                    "step times " + base + ", expected falling ones from " + schedule.length() + " that end with 0");
        }
        if (fromNoise) {
            chosen.add(0);
        }
        float[] times = new float[chosen.size()];
        for (int i = 0; i < times.length; i++) {
            int time = chosen.get(i);
            times[i] = warp ? schedule.timeAt(schedule.length() - time) : time;
        }
        return new StepTimes(times);
    }

    /** These times. */
    public static StepTimes exactly(float... times) {
        if (times.length == 0) {
            throw new IllegalArgumentException("no step times, expected at least one");
        }
        return new StepTimes(times.clone());
    }

    /** How many steps there are. */
    public int count() {
        return times.length;
    }

    /** The time of a step. */
    public float at(int step) {
        return times[step];
    }

    /** The same with another first time. */
    public StepTimes withFirst(float time) {
        float[] changed = times.clone();
        changed[0] = time;
        return new StepTimes(changed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StepTimes steps && Arrays.equals(times, steps.times);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(times);
    }

    @Override
    public String toString() {
        return Arrays.toString(times);
    }
}
