package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.memory.MemoryRoom;
import java.util.Locale;

/** Memory for what a model remembers of its streams: who comes when it is given out is told so. Safe for use by several threads. */
final class SessionRoom {

    /** Others need memory as well: frames on their way, the networks' own. */
    private static final double SHARE = 0.7;

    private final Bytes whole;
    private Bytes given = Bytes.NONE;

    /** @param whole that may be given out */
    SessionRoom(Bytes whole) {
        this.whole = whole;
    }

    /** A share of what is left to this process. */
    static SessionRoom of(MemoryRoom room) {
        long outside = Math.min(room.direct(), room.machine());
        return new SessionRoom(
                new Bytes((long) (SHARE * Math.min(room.heap(), room.machine())), (long) (SHARE * outside)));
    }

    /**
     * What a stream takes.
     *
     * @param windows keys and values, on the heap
     * @param codec caches of encoder and decoder, outside of it
     */
    record Bytes(long windows, long codec) {

        static final Bytes NONE = new Bytes(0, 0);

        private Bytes plus(Bytes other, int sign) {
            return new Bytes(windows + sign * other.windows, codec + sign * other.codec);
        }

        private boolean fits(Bytes within) {
            return windows <= within.windows && codec <= within.codec;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.0f MiB", (windows + codec) / 0x1p20);
        }
    }

    /** Gives out more or less than before; false if there is not that much left, and it stays as it was. */
    synchronized boolean exchange(Bytes had, Bytes wanted) {
        Bytes then = given.plus(had, -1).plus(wanted, 1);
        if (!then.fits(whole)) {
            return false;
        }
        given = then;
        return true;
    }

    /** Gives it out; false if there is not that much left. */
    synchronized boolean take(Bytes wanted) {
        return exchange(Bytes.NONE, wanted);
    }

    /** It is there again. */
    synchronized void giveBack(Bytes taken) {
        given = given.plus(taken, -1);
    }

    /** What is given out, of what there is. */
    @Override
    public synchronized String toString() {
        return given + " of " + whole;
    }
}
