package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.auth.Role;
import dev.brushcast.compose.control.settings.InvalidStreamException;
import dev.brushcast.compose.control.settings.MergePatch;
import dev.brushcast.compose.control.settings.PublishKeys;
import dev.brushcast.compose.control.settings.PublishKeys.Keyed;
import dev.brushcast.compose.control.settings.StreamSettings;
import dev.brushcast.contract.avro.DesiredStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Streams: looking at them, changing and deleting them. */
final class StreamRoutes {

    private static final Set<String> ID = Set.of("id");
    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 200;

    private final StreamDesk desk;
    private final StreamStatus status;
    private final PublishKeys keys;

    StreamRoutes(StreamDesk desk, StreamStatus status, PublishKeys keys) {
        this.desk = desk;
        this.keys = keys;
        this.status = status;
    }

    List<Route> all() {
        return List.of(
                new Route("GET", "/api/v1/streams", Role.VIEWER, this::list),
                new Route("GET", "/api/v1/streams/{id}", Role.VIEWER, this::get),
                new Route("PUT", "/api/v1/streams/{id}", Role.ADMIN, this::put),
                new Route("PATCH", "/api/v1/streams/{id}", Role.ADMIN, this::patch),
                new Route("DELETE", "/api/v1/streams/{id}", Role.ADMIN, this::delete),
                new Route("PUT", "/api/v1/streams/{id}/running", Role.OPERATOR, this::putRunning));
    }

    private Reply list(Call call) {
        int limit = call.number("limit", 1, LONGEST_PAGE, PAGE);
        List<DesiredStream> page = desk.store().list(call.parameter("after").orElse(""), limit + 1);
        ObjectNode body = Papers.JSON.createObjectNode();
        ArrayNode streams = body.putArray("streams");
        boolean whole = call.flag("status");
        page.stream()
                .limit(limit)
                .map(stream -> whole ? withStatus(stream) : Papers.of(stream))
                .forEach(streams::add);
        if (page.size() > limit) {
            body.put("next", page.get(limit - 1).getStreamId());
        }
        return Reply.json(200, body);
    }

    private Reply get(Call call) {
        DesiredStream stream = desk.require(call.streamId());
        if (Tags.has(call, stream)) {
            return Reply.empty(304).with("ETag", Tags.of(stream));
        }
        return Reply.json(200, withStatus(stream)).with("ETag", Tags.of(stream));
    }

    private ObjectNode withStatus(DesiredStream stream) {
        ObjectNode paper = Papers.of(stream);
        paper.set("status", status.of(stream));
        return paper;
    }

    private Reply put(Call call) {
        String id = call.streamId();
        ObjectNode body = call.body();
        requireOwnId(body.path("id"), id);
        StreamSettings sent = StreamSettings.read(body, ID);
        return changed(call, id, sent::restored);
    }

    private Reply patch(Call call) {
        String id = call.streamId();
        ObjectNode patch = call.body();
        requireOwnId(patch.path("id"), id);
        return changed(call, id, stored -> {
            JsonNode merged = MergePatch.apply(stored.tree(), patch);
            return StreamSettings.read((ObjectNode) merged, ID).restored(stored);
        });
    }

    private static void requireOwnId(JsonNode sent, String id) {
        if (!sent.isMissingNode() && !sent.asText().equals(id)) {
            throw new InvalidStreamException("id", "a stream keeps its id: make another stream");
        }
    }

    private Reply putRunning(Call call) {
        String id = call.streamId();
        ObjectNode body = call.body();
        if (body.size() != 1 || !body.path("running").isBoolean()) {
            throw new InvalidStreamException("running", "say {\"running\": true} or {\"running\": false}");
        }
        boolean running = body.get("running").booleanValue();
        return changed(call, id, stored -> stored.withRunning(running));
    }

    private Reply changed(Call call, String id, UnaryOperator<StreamSettings> change) {
        AtomicReference<@Nullable String> key = new AtomicReference<>();
        DesiredStream now = desk.change(call, id, stored -> {
            Keyed keyed = keys.complete(change.apply(stored), stored);
            key.set(keyed.key());
            return keyed.settings();
        });
        return Reply.json(200, Papers.of(now, key.get())).with("ETag", Tags.of(now));
    }

    private Reply delete(Call call) {
        desk.remove(call, call.streamId());
        return Reply.empty(204);
    }
}
