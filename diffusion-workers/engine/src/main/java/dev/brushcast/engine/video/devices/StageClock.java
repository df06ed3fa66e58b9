package dev.brushcast.engine.video.devices;

/** What a device takes for a pass, since it has its blocks. Safe for use by several threads. */
final class StageClock {

    /** Passes that make tensors and warm the runtime up. */
    private static final int WARM_UP = 2;

    private static final double SHARE = 0.2;

    private int seen;
    private double beside;
    private StageTime mean = StageTime.NONE;

    /** A pass took as long. */
    synchronized void add(StageTime time) {
        seen++;
        if (seen == WARM_UP) {
            beside = 0;
        }
        if (seen == WARM_UP + 1) {
            mean = time;
        } else if (seen > WARM_UP) {
            mean = mean.towards(time, SHARE);
        }
    }

    /** Something else was done on the device, for as many seconds. */
    synchronized void beside(double seconds) {
        beside += seconds;
    }

    /** A moving mean of passes, with a pass's share of what else was done; {@link StageTime#NONE} until there is one. */
    synchronized StageTime mean() {
        return seen <= WARM_UP
                ? StageTime.NONE
                : new StageTime(mean.blocks(), mean.whole() + beside / (seen - WARM_UP));
    }

    /** It has other blocks from now on. */
    synchronized void restart() {
        seen = 0;
        beside = 0;
        mean = StageTime.NONE;
    }
}
