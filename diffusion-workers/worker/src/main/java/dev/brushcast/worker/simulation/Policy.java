package dev.brushcast.worker.simulation;

import java.util.List;

/** How a worker deals with live chunks. */
public enum Policy {
    /** {@link dev.brushcast.worker.schedule.Scheduler} with {@link dev.brushcast.worker.schedule.LoadBoard}. */
    SCHEDULER("scheduler"),
    /** The same, with styles that let pictures be half as wide and high where there is no time. */
    SCHEDULER_SMALLER("scheduler, smaller"),
    /** Every frame is rendered, in the order of its deadline, however late. */
    NEVER_DROP("never drop"),
    /**
     * Of each stream so many chunks wait as play in half of the budget, at least one; one that comes while these wait is left out. The
     * others are rendered, however late.
     */
    DROP_NEWEST("drop newest"),
    /** A call always takes as many rows as takes least time for each, and waits until these are there; what is late then is left out. */
    FIXED_BATCH("fixed batch");

    /** Those that the scheduler is compared with. */
    public static final List<Policy> SIMPLE = List.of(NEVER_DROP, DROP_NEWEST, FIXED_BATCH);

    private static final int HALF = 50;

    private final String label;

    Policy(String label) {
        this.label = label;
    }

    /** The smallest size that will do, percent of each side; 0: full size. */
    int smallestSize() {
        return this == SCHEDULER_SMALLER ? HALF : 0;
    }

    boolean isScheduler() {
        return this == SCHEDULER || this == SCHEDULER_SMALLER;
    }

    /** In words. */
    public String label() {
        return label;
    }
}
