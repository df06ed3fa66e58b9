package dev.brushcast.media.time;

/**
 * Makes the presentation times of successive frames or packets strictly rising. The rule: one without a time comes when
 * the one before it ends; one that is not later than the one before it comes a step after it; nothing comes before the
 * floor. Every other time stays as it is.
 */
public final class RisingTimes {

    /** Stands for a time that the source does not give. */
    public static final long MISSING = Long.MIN_VALUE;

    /** Frames stay distinct in milliseconds, the unit of record timestamps. */
    public static final long FRAME_STEP_US = 1_000;

    private final long floor;
    private final long step;
    private boolean begun;
    private long last;
    private long end;

    public RisingTimes(long floor, long step) {
        this.floor = floor;
        this.step = step;
        this.end = Math.max(0, floor);
    }

    /** Where the last one ends; 0 before there is one, if nothing comes earlier. */
    public long end() {
        return end;
    }

    /** The next one in its place. */
    public long next(long time, long duration) {
        long wanted = time == MISSING ? end : time;
        last = Math.max(wanted, begun ? last + step : floor);
        begun = true;
        end = last + duration;
        return last;
    }
}
