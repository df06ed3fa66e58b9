package dev.brushcast.compose.control.picture;

import java.util.function.LongSupplier;

/**
 * Which frames are handed on where fewer are wanted than there are: evenly by media time, and by the clock no more than asked for,
 * so that a recording that is read fast is no flood. Confined to one thread at a time.
 */
final class Pace {

    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;
    /** Frames come in chunks: so much at a time, in seconds. */
    private static final double CHUNK = 0.25;

    private static final long EARLY_US = 2_000;

    private final double perSecond;
    private final LongSupplier nanoClock;
    private final long stepUs;
    private final double most;
    private double room;
    private long countedAt;
    private long epoch = Long.MIN_VALUE;
    private long dueUs;

    /** @param perSecond frames, more than 0 */
    Pace(double perSecond, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.nanoClock = nanoClock;
        this.stepUs = Math.round(MICROS / perSecond);
        this.most = Math.max(1, perSecond * CHUNK);
        this.room = most;
        this.countedAt = nanoClock.getAsLong();
    }

    /** How many frames may come at once. */
    int atOnce() {
        return (int) Math.ceil(most);
    }

    /** Whether this frame, the next one, is handed on. */
    boolean takes(Picture frame) {
        long now = nanoClock.getAsLong();
        room = Math.min(most, room + (now - countedAt) / NANOS * perSecond);
        countedAt = now;
        long behind = frame.mediaTimeUs() - dueUs;
        boolean anew = frame.epoch() != epoch;
        if ((!anew && behind < -EARLY_US) || room < 1) {
            return false;
        }
        room -= 1;
        dueUs = anew || behind > stepUs ? frame.mediaTimeUs() + stepUs : dueUs + stepUs;
        epoch = frame.epoch();
        return true;
    }
}
