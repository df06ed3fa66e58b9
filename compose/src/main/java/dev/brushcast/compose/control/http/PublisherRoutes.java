package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.auth.Role;
import dev.brushcast.compose.control.settings.InvalidStreamException;
import dev.brushcast.compose.control.settings.PublishKeys;
import dev.brushcast.compose.control.settings.PublishKeys.Keyed;
import dev.brushcast.compose.control.settings.StreamSettings;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.media.source.PublishSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Who publishes to a stream: another key for it, and the answer to a front door (MediaMTX) that asks whether somebody may publish
 * or read.
 */
final class PublisherRoutes {

    private final StreamDesk desk;
    private final PublishKeys keys;
    private final Callers callers;

    PublisherRoutes(StreamDesk desk, PublishKeys keys, Callers callers) {
        this.desk = desk;
        this.keys = keys;
        this.callers = callers;
    }

    List<Route> all() {
        return List.of(
                new Route("POST", "/api/v1/streams/{id}/publish-key", Role.OPERATOR, this::renew),
                new Route("POST", "/api/v1/publishers", null, this::judge));
    }

    private Reply renew(Call call) {
        AtomicReference<String> key = new AtomicReference<>("");
        DesiredStream now = desk.change(call, call.streamId(), stored -> {
            if (PublishKeys.of(stored).isEmpty()) {
                throw new InvalidStreamException(
                        "ingest.source", "this stream is not published: only one whose source is publish: has a key");
            }
            Keyed keyed = keys.renewed(stored);
            key.set(String.valueOf(keyed.key()));
            return keyed.settings();
        });
        return Reply.json(200, Papers.JSON.createObjectNode().put("publishKey", key.get()))
                .with("ETag", Tags.of(now));
    }

    /** Says nothing about what there is: a stream that is not there and a key that is wrong are the same. */
    private Reply judge(Call call) {
        ObjectNode asked = call.body();
        boolean may = switch (asked.path("action").asText()) {
            case "publish" -> mayPublish(asked);
            case "read" -> mayRead(asked);
            default -> false;
        };
        if (!may) {
            throw new ProblemException(
                    ProblemKind.UNAUTHENTICATED,
                    "to publish, name a stream and give its publish key as password, token or key; to read, give a token"
                            + " of control's as password");
        }
        return Reply.empty(204);
    }

    private boolean mayPublish(ObjectNode asked) {
        Optional<PublishSource> source = desk.store()
                .find(asked.path("path").asText())
                .flatMap(stream -> PublishKeys.of(StreamSettings.of(stream)))
                .filter(PublishSource::hasKey);
        return source.isPresent() && given(asked).anyMatch(source.get()::opensWith);
    }

    /** Whoever may look at streams may read them at the front door. */
    private boolean mayRead(ObjectNode asked) {
        return given(asked)
                .anyMatch(token -> callers.find(Optional.of("Bearer " + token)).isPresent());
    }

    /** Publishers write the key wherever their protocol has a place for it. */
    private static Stream<String> given(ObjectNode asked) {
        List<String> keys = PathText.parameters(asked.path("query").asText()).getOrDefault("key", List.of());
        return Stream.concat(
                        Stream.of(
                                asked.path("password").asText(),
                                asked.path("token").asText()),
                        keys.stream())
                .filter(text -> !text.isEmpty());
    }
}
