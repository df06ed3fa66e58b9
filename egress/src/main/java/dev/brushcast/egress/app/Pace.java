package dev.brushcast.egress.app;

import dev.brushcast.egress.rendition.Rendition.Position;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Whether a rendition may go on, by where the other one is. Safe for use by several threads. */
interface Pace {

    /** True when a rendition at this position may take more pictures. */
    boolean mayGoOn(Optional<Position> position);

    /** A rendition is here now. */
    void reached(Optional<Position> position);

    /** A rendition has ended, here or with a failure: it gets no further. */
    void left();

    /** Waits before asking again. */
    default void await(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** Sets the pace: goes on always, and others can follow. */
    final class Leader implements Pace {
        private final Optional<Position> behind;
        private volatile Optional<Position> position = Optional.empty();
        private volatile boolean gone;

        /**
         * A leader.
         *
         * @param behind up to here it makes up for what is missing, and has the machine to itself: others begin once it is there; empty:
         *     nothing is missing
         */
        Leader(Optional<Position> behind) {
            this.behind = behind;
        }

        @Override
        public boolean mayGoOn(Optional<Position> mine) {
            return true;
        }

        @Override
        public void reached(Optional<Position> mine) {
            position = mine;
        }

        @Override
        public void left() {
            gone = true;
        }

        private boolean hasCaughtUp() {
            return gone
                    || behind.isEmpty()
                    || position.filter(at -> at.compareTo(behind.get()) >= 0).isPresent();
        }

        private boolean allows(Position follower, long aheadUs) {
            return gone
                    || position.map(at -> new Position(at.epoch(), at.ptsUs() + aheadUs))
                            .filter(limit -> follower.compareTo(limit) <= 0)
                            .isPresent();
        }
    }

    /**
     * Follows a leader: not before it has caught up, and never more than a little ahead of it, so that the playlists of both show the
     * same time. Once the leader has left, nothing holds it back.
     *
     * @param leader is followed
     * @param aheadUs how far ahead is a little, microseconds
     */
    record Follower(Leader leader, long aheadUs) implements Pace {
        @Override
        public boolean mayGoOn(Optional<Position> mine) {
            return leader.hasCaughtUp() && (mine.isEmpty() || leader.allows(mine.get(), aheadUs));
        }

        @Override
        public void reached(Optional<Position> mine) {}

        @Override
        public void left() {}
    }
}
