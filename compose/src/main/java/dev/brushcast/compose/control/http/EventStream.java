package dev.brushcast.compose.control.http;

import dev.brushcast.compose.control.event.EventId;
import dev.brushcast.compose.control.event.Events;
import dev.brushcast.compose.control.event.Subscription;
import dev.brushcast.compose.control.event.Told;
import dev.brushcast.kit.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Server-sent events of one listener: what it has missed first, then what happens. Confined to the thread of its request. */
final class EventStream {

    private static final int PAGE = 500;

    private final Events events;
    private final Subscription subscription;
    private final @Nullable String streamId;
    private final int slot;
    private final Duration heartbeat;

    EventStream(Events events, Subscription subscription, @Nullable String streamId, int slot, Duration heartbeat) {
        this.events = events;
        this.subscription = subscription;
        this.streamId = streamId;
        this.slot = slot;
        this.heartbeat = heartbeat;
    }

    /**
     * Writes until the listener is gone, cut off, or nothing more is told.
     *
     * @param known the last event that the listener has; null: it begins now
     */
    void write(OutputStream out, @Nullable EventId known) throws IOException {
        try (subscription) {
            send(out, "retry: 2000\n\n");
            EventId at = known == null ? begin() : caughtUp(out, known);
            while (!subscription.isOver()) {
                Optional<Told> told = subscription.next(heartbeat);
                if (told.isEmpty()) {
                    if (!subscription.isOver()) {
                        send(out, ": still here\n\n");
                    }
                } else if (!isKnown(told.get(), known)) { // else another instance was further
                    at = at.and(told.get().partition(), told.get().offset());
                    send(out, text(told.get(), at));
                }
            }
            if (subscription.isCut()) {
                send(
                        out,
                        "event: cut_off\ndata: {\"detail\":\"events came faster than they were read: connect again\"}\n\n");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (UserError e) {
            send(
                    out,
                    "event: failed\ndata: "
                            + Papers.JSON.writeValueAsString(Map.of("detail", String.valueOf(e.getMessage())))
                            + "\n\n");
        }
    }

    private static boolean isKnown(Told told, @Nullable EventId known) {
        return known != null && told.offset() <= known.offsets().getOrDefault(told.partition(), -1L);
    }

    /** Just before what is told first. */
    private EventId begin() {
        EventId begin = new EventId(Map.of());
        for (Map.Entry<Integer, Long> first : subscription.begin().entrySet()) {
            if (first.getValue() > 0) {
                begin = begin.and(first.getKey(), first.getValue() - 1);
            }
        }
        return begin;
    }

    /** From what the listener has up to what is told from now on. */
    private EventId caughtUp(OutputStream out, EventId known) throws IOException {
        EventId at = begin();
        for (Map.Entry<Integer, Long> offset : known.offsets().entrySet()) {
            Long first = subscription.begin().get(offset.getKey());
            if (first != null && offset.getValue() < first - 1) {
                at = at.and(offset.getKey(), offset.getValue());
            }
        }
        boolean more = true;
        while (more) {
            Events.Page page = events.page(streamId, slot, at, PAGE);
            if (page.missed()) {
                send(
                        out,
                        "event: missed\ndata: {\"detail\":\"what happened after the event that you know is not kept any more\"}\n\n");
            }
            for (Told told : page.events()) {
                if (told.offset() < subscription.begin().getOrDefault(told.partition(), 0L)) {
                    at = at.and(told.partition(), told.offset());
                    send(out, text(told, at));
                }
            }
            more = page.more() && !isPast(page.next());
            at = page.next();
        }
        return begin();
    }

    private boolean isPast(EventId id) {
        return subscription.begin().entrySet().stream()
                .allMatch(first -> id.offsets().getOrDefault(first.getKey(), -1L) >= first.getValue() - 1);
    }

    private static String text(Told told, EventId at) {
        return "id: " + at + "\nevent: " + told.type() + "\ndata: " + told.paper() + "\n\n";
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
