package dev.brushcast.compose.control.event;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to streams. Safe for use by several threads. */
public interface Events {

    /**
     * Listens to what happens from now on; closed by whoever asked for it. Empty: too many listen already.
     *
     * @param streamId null: to all streams
     * @param slot the stream's; with no stream it does not count
     */
    Optional<Subscription> listen(@Nullable String streamId, int slot);

    /**
     * What happened before, in the order of each slot.
     *
     * @param streamId null: all streams
     * @param slot the stream's; with no stream it does not count
     * @param after the last event that is known; null: from the oldest that is kept
     * @param limit how many at most
     * @throws dev.brushcast.kit.UserError if they cannot be read now
     */
    Page page(@Nullable String streamId, int slot, @Nullable EventId after, int limit);

    /** The last event of a stream that said that something is wrong. */
    Optional<Told> lastTrouble(String streamId);

    /**
     * Some events.
     *
     * @param next what to go on after
     * @param more whether there may be more
     * @param missed whether events after the one that was known are not kept any more
     */
    record Page(List<Told> events, EventId next, boolean more, boolean missed) {}
}
