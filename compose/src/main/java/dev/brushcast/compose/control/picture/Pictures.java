package dev.brushcast.compose.control.picture;

import java.util.Collection;
import java.util.Optional;

/** The newest pictures of streams. Safe for use by several threads. */
@FunctionalInterface
public interface Pictures {

    /**
     * Looks at pictures from now on; what is there already comes first.
     *
     * @param perSecond frames of each, at most; more than 0
     * @return to be closed; empty: too many look already
     */
    Optional<Watch> watch(Collection<Watched> what, double perSecond);
}
