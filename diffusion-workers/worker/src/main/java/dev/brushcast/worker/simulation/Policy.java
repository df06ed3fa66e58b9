package dev.brushcast.worker.simulation;

/** How a worker deals with live chunks. */
public enum Policy {
    /** {@link dev.brushcast.worker.schedule.Scheduler} with {@link dev.brushcast.worker.schedule.LoadBoard}. */
    SCHEDULER("scheduler"),
    /** Every frame is rendered, in the order of its deadline, however late. */
    NEVER_DROP("never drop"),
    /**
     * Of each stream so many chunks wait as play in half of the budget, at least one; one that comes while these wait is left out. The
     * others are rendered, however late.
     */
    DROP_NEWEST("drop newest"),
    /** A call always takes as many rows as takes least time for each, and waits until these are there; what is late then is left out. */
    FIXED_BATCH("fixed batch");

    private final String label;

    Policy(String label) {
        this.label = label;
    }

    /** In words. */
    public String label() {
        return label;
    }
}
