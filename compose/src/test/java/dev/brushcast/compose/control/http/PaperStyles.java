package dev.brushcast.compose.control.http;

import dev.brushcast.compose.control.style.StyleAnswer;
import dev.brushcast.compose.control.style.StyleDesk;
import dev.brushcast.compose.control.style.StylePublisher.Change;
import dev.brushcast.compose.control.style.StylePublisher.Current;
import dev.brushcast.compose.control.style.StylePublisher.Published;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Styles in memory, and a worker that answers as it is told to. */
final class PaperStyles implements StyleDesk {

    private final Map<StreamAddress, Current> styles = new HashMap<>();
    private volatile StyleAnswer answer = new StyleAnswer.Taken("worker w");
    private volatile boolean away;

    void answer(StyleAnswer next) {
        answer = next;
    }

    void away(boolean now) {
        away = now;
    }

    @Override
    public synchronized Outcome publish(StreamAddress stream, @Nullable Instant at, Change change, Duration wait) {
        requireThere();
        Optional<Current> before = current(stream);
        long revision = before.map(current -> current.update().getRevision()).orElse(0L);
        StyleUpdate next = StyleUpdate.newBuilder(
                        change.next(before.map(Current::update).orElse(null)))
                .setRevision(revision + 1)
                .build();
        Instant from = at == null ? Instant.parse("2026-05-01T10:00:00Z") : at;
        if (!(answer instanceof StyleAnswer.Refused)) {
            styles.put(stream, new Current(next, from));
        }
        return new Outcome(
                new Published(
                        next,
                        from,
                        revision,
                        before.map(current -> current.update().getRevision())),
                answer);
    }

    @Override
    public synchronized Optional<Current> current(StreamAddress stream) {
        requireThere();
        return Optional.ofNullable(styles.get(stream));
    }

    @Override
    public synchronized void asAired(StreamAddress original, StreamAddress replay) {
        requireThere();
        Current current = styles.get(original);
        if (current != null) {
            styles.put(replay, current);
        }
    }

    private void requireThere() {
        if (away) {
            throw new UserError("the style could not be published");
        }
    }
}
