package dev.brushcast.compose.control.http;

import dev.brushcast.compose.control.event.EventId;
import dev.brushcast.compose.control.event.Events;
import dev.brushcast.compose.control.event.Subscription;
import dev.brushcast.compose.control.event.Told;
import dev.brushcast.kit.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events that happened and are over: nobody can listen to more. */
final class PaperEvents implements Events {

    private final List<Told> all = new ArrayList<>();
    private volatile boolean away;

    void add(Told told) {
        all.add(told);
    }

    void away(boolean now) {
        away = now;
    }

    @Override
    public Optional<Subscription> listen(@Nullable String streamId, int slot) {
        requireThere();
        return Optional.empty();
    }

    @Override
    public Page page(@Nullable String streamId, int slot, @Nullable EventId after, int limit) {
        requireThere();
        List<Told> page = all.stream()
                .filter(told -> streamId == null || told.event().getStreamId().equals(streamId))
                .filter(told -> after == null || told.offset() > after.offsets().getOrDefault(told.partition(), -1L))
                .limit(limit)
                .toList();
        EventId next = after == null ? new EventId(Map.of()) : after;
        for (Told told : page) {
            next = next.and(told.partition(), told.offset());
        }
        return new Page(page, next, page.size() == limit, false);
    }

    @Override
    public Optional<Told> lastTrouble(String streamId) {
        return all.stream()
                .filter(told -> told.event().getStreamId().equals(streamId))
                .reduce((_, last) -> last);
    }

    private void requireThere() {
        if (away) {
            throw new UserError("Topic events cannot be read now");
        }
    }
}
