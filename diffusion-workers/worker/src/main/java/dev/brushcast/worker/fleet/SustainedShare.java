package dev.brushcast.worker.fleet;

/**
 * How much of what the trial said holds under load. The trial has the machine to itself and codes no pictures; where frames come
 * late again and again although less is asked, what the worker can carry is less. It is believed a little more with every
 * report without late frames.
 *
 * @param share of the trial's capacity, 0 to 1
 * @param lateInARow reports with late frames, until now
 */
public record SustainedShare(double share, int lateInARow) {

    /** As the trial said. */
    public static final SustainedShare WHOLE = new SustainedShare(1, 0);

    /** So few frames are late by chance, such as by a commit that took long. */
    private static final double BY_CHANCE = 0.02;

    /** A takeover or a new size is over by then: it says nothing of how much can be carried. */
    private static final int BELIEVED = 3;

    private static final double LOSES = 0.9;
    private static final double GAINS = 0.01;
    private static final double LEAST = 0.05;

    /**
     * After a report.
     *
     * @param load share of the trial's capacity that was asked for
     * @param late share of the frames asked for since the report before that were too late
     */
    public SustainedShare after(double load, double late) {
        if (late <= BY_CHANCE) {
            return new SustainedShare(Math.min(1, share + GAINS), 0);
        }
        int row = lateInARow + 1;
        boolean overloaded = load >= share; // that what is too much comes late says nothing new
        return row < BELIEVED || overloaded
                ? new SustainedShare(share, row)
                : new SustainedShare(Math.max(LEAST, share * LOSES), row);
    }
}
