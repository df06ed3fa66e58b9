package dev.brushcast.compose.control.style;

import dev.brushcast.compose.control.style.StylePublisher.Change;
import dev.brushcast.compose.control.style.StylePublisher.Current;
import dev.brushcast.compose.control.style.StylePublisher.Published;
import dev.brushcast.contract.StreamAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where styles are published and answered. Safe for use by several threads. */
public interface StyleDesk {

    /**
     * Publishes a stream's next style, and waits for what a worker says of it.
     *
     * @param at media time from which it holds; null: now
     * @throws dev.brushcast.kit.UserError if the cluster does not take it
     */
    Outcome publish(StreamAddress stream, @Nullable Instant at, Change change, Duration wait);

    /** The stream's last style. */
    Optional<Current> current(StreamAddress stream);

    /**
     * Gives a stream that replays another one the styles that the other one had, each from when on it held.
     *
     * @throws dev.brushcast.compose.replay.AiredStyles.StylesOfItsOwn if it has others already
     * @throws dev.brushcast.kit.UserError if the cluster does not give or take them
     */
    void asAired(StreamAddress original, StreamAddress replay);

    /** What was published, and what a worker says of it. */
    record Outcome(Published published, StyleAnswer answer) {}
}
