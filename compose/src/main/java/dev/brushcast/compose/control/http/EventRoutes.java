package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.auth.Role;
import dev.brushcast.compose.control.event.EventId;
import dev.brushcast.compose.control.event.Events;
import dev.brushcast.compose.control.event.Subscription;
import dev.brushcast.contract.avro.DesiredStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to streams: as it happens (server-sent events), or what there was (JSON). */
final class EventRoutes {

    static final String STREAMED = "text/event-stream";
    private static final int PAGE = 100;
    private static final int LONGEST_PAGE = 1_000;

    private final StreamDesk desk;
    private final Events events;
    private final Duration heartbeat;

    EventRoutes(StreamDesk desk, Events events, Duration heartbeat) {
        this.desk = desk;
        this.events = events;
        this.heartbeat = heartbeat;
    }

    List<Route> all() {
        return List.of(
                new Route("GET", "/api/v1/events", Role.VIEWER, call -> answer(call, null, 0)),
                new Route("GET", "/api/v1/streams/{id}/events", Role.VIEWER, call -> {
                    DesiredStream stream = desk.require(call.streamId());
                    return answer(call, stream.getStreamId(), stream.getSlot());
                }));
    }

    private Reply answer(Call call, @Nullable String streamId, int slot) {
        String accepted = call.header("Accept").orElse("*/*");
        if (accepted.contains(STREAMED)) {
            return streamed(call, streamId, slot); // nobody gets an answer without end who does not ask for one
        }
        if (accepted.contains("json") || accepted.contains("*/*") || accepted.contains("application/*")) {
            return page(call, streamId, slot);
        }
        throw new ProblemException(ProblemKind.NOT_ACCEPTABLE, "accept " + STREAMED + " or application/json");
    }

    private Reply page(Call call, @Nullable String streamId, int slot) {
        int limit = call.number("limit", 1, LONGEST_PAGE, PAGE);
        EventId after = call.parameter("after").map(text -> id("after", text)).orElse(null);
        Events.Page page = events.page(streamId, slot, after, limit);
        ObjectNode body = Papers.JSON.createObjectNode();
        ArrayNode list = body.putArray("events");
        page.events().forEach(told -> list.add(told.paper()));
        if (page.more()) {
            body.put("next", page.next().toString());
        }
        return Reply.json(200, body);
    }

    private Reply streamed(Call call, @Nullable String streamId, int slot) {
        if (call.isHead()) {
            return Reply.of(200, STREAMED, new byte[0]);
        }
        Optional<EventId> known =
                call.header("Last-Event-ID").filter(text -> !text.isBlank()).map(text -> id("Last-Event-ID", text));
        Subscription subscription = events.listen(streamId, slot)
                .orElseThrow(() -> new ProblemException(ProblemKind.TOO_MANY, "too many listen to events already")
                        .with("Retry-After", "10"));
        return Reply.endless(
                STREAMED,
                out -> new EventStream(events, subscription, streamId, slot, heartbeat).write(out, known.orElse(null)));
    }

    private static EventId id(String where, String text) {
        return EventId.parse(text)
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.MALFORMED, where + " is the id of an event, such as 3:120 or 0:17,3:120"));
    }
}
