package dev.brushcast.engine.video.devices;

/** The moving mean of a device's times. Added to by the device's thread, read by any. */
final class StageClock {

    /** Passes that make tensors and warm the runtime up. */
    private static final int WARM_UP = 2;

    private static final double SHARE = 0.2;

    private int seen;
    private volatile StageTime mean = StageTime.NONE;

    void add(StageTime time) {
        seen++;
        if (seen == WARM_UP + 1) {
            mean = time;
        } else if (seen > WARM_UP) {
            mean = mean.towards(time, SHARE);
        }
    }

    /** Of {@link StageTime#NONE} until there is one. */
    StageTime mean() {
        return mean;
    }

    /** It has other blocks from now on. Nothing runs meanwhile. */
    void restart() {
        seen = 0;
        mean = StageTime.NONE;
    }
}
