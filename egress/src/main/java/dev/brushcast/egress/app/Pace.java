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

    /** Waits before asking again. */
    default void await(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** Sets the pace: goes on always, and others can follow. */
    final class Leader implements Pace {
        private volatile Optional<Position> position = Optional.empty();

        @Override
        public boolean mayGoOn(Optional<Position> mine) {
            return true;
        }

        @Override
        public void reached(Optional<Position> mine) {
            if (mine.isPresent()) {
                position = mine;
            }
        }

        Optional<Position> position() {
            return position;
        }
    }

    /**
     * Follows a leader: never more than a little ahead of it, so that the playlists of both show the same time.
     *
     * @param leader is followed
     * @param aheadUs how far ahead is a little, microseconds
     */
    record Follower(Leader leader, long aheadUs) implements Pace {
        @Override
        public boolean mayGoOn(Optional<Position> mine) {
            if (mine.isEmpty()) {
                return true;
            }
            Optional<Position> first = leader.position();
            return first.isPresent()
                    && mine.get()
                                    .compareTo(new Position(
                                            first.get().epoch(), first.get().ptsUs() + aheadUs))
                            <= 0;
        }

        @Override
        public void reached(Optional<Position> mine) {}
    }
}
