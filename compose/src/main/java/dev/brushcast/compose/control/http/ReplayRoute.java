package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.auth.Role;
import dev.brushcast.compose.control.settings.InvalidStreamException;
import dev.brushcast.compose.control.settings.StreamSettings;
import dev.brushcast.compose.control.store.StoreUnavailableException;
import dev.brushcast.compose.control.store.Write;
import dev.brushcast.compose.replay.AiredStyles;
import dev.brushcast.compose.replay.ReplaySource;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.config.SettingsError.Problem;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.StreamSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replays, each a stream of its own in a slot that is free: as it was aired, in another style, or by another model. One is made standing still, gets its
 * styles, and runs then: its first frame finds them. Asked for twice, one is made, also where the first request broke off.
 */
final class ReplayRoute {

    private static final Set<String> KEYS = Set.of("id", "epoch", "from", "to", "speed", "style", "egress", "model");
    private static final int TRIES = 8;

    private final StreamDesk desk;
    private final StyleRoutes styles;
    private final CreateRoute creation;

    ReplayRoute(StreamDesk desk, StyleRoutes styles, CreateRoute creation) {
        this.desk = desk;
        this.styles = styles;
        this.creation = creation;
    }

    Route route() {
        return new Route("POST", "/api/v1/streams/{id}/replays", Role.ADMIN, this::replay);
    }

    private Reply replay(Call call) {
        DesiredStream original = desk.require(call.streamId());
        ObjectNode body = call.body();
        requireKnown(body);
        String id = creation.id(body.path("id"), call.header("Idempotency-Key"));
        ObjectNode settings = body.objectNode();
        ObjectNode ingest = settings.putObject("ingest").put("source", source(original, body));
        if (body.has("model")) {
            ingest.set("model", body.get("model"));
        }
        if (body.has("egress")) {
            settings.set("egress", body.get("egress"));
        }
        StreamSettings asked = StreamSettings.read(settings, Set.of()).withRunning(false);
        desk.rules().require(id, asked);
        desk.requireModel(id, asked);
        StyleUpdate style = creation.style(body.get("style"), id);
        return switch (desk.store().create(asked.stream(id), CreateRoute.steps(style), false)) {
            case Write.Done done -> begun(201, original, done.stream(), style);
            case Write.Changed there -> begun(200, original, same(there.now(), asked), style);
            case Write.NoSlotFree full -> throw CreateRoute.noSlot(full);
            case Write.NoRoom tooMuch -> throw new ProblemException(ProblemKind.NO_ROOM, tooMuch.why());
            case Write.Gone _ -> throw new IllegalStateException("a new stream is not gone");
        };
    }

    private static void requireKnown(ObjectNode body) {
        List<Problem> problems = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!KEYS.contains(name)) {
                problems.add(new Problem(name, "there is no such setting"));
            }
        });
        JsonNode epoch = body.path("epoch");
        if (!epoch.isMissingNode()
                && !(epoch.isIntegralNumber() && epoch.canConvertToLong() && epoch.longValue() > 0)) {
            problems.add(new Problem("epoch", "this is not the number of a capture"));
        }
        for (String name : List.of("from", "to", "speed")) {
            JsonNode value = body.path(name);
            if (!value.isMissingNode() && !value.isTextual() && !value.isNumber()) {
                problems.add(new Problem(name, "this is neither a text nor a number"));
            }
        }
        if (body.has("model") && !body.get("model").isTextual()) {
            problems.add(new Problem("model", "this is not the name of a model"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidStreamException(problems);
        }
    }

    /** Of a copy, what it is a copy of: its pictures are that one's. */
    private static String source(DesiredStream original, ObjectNode body) {
        String ofOriginal = StreamSettings.of(original).ingest().path("source").asText();
        String recorded = original.getStreamId();
        try {
            if (MediaSource.parse(ofOriginal) instanceof StreamSource other) {
                recorded = other.streamId();
            }
        } catch (MediaException _) { // written by something else: it is looked at as any stream's name
        }
        JsonNode epoch = body.path("epoch");
        return new ReplaySource(
                        recorded,
                        epoch.isMissingNode() ? null : epoch.longValue(),
                        text(body.path("from")),
                        text(body.path("to")),
                        body.path("speed").asText("max"))
                .text();
    }

    private static @Nullable String text(JsonNode value) {
        return value.isMissingNode() ? null : value.asText();
    }

    private static DesiredStream same(DesiredStream there, StreamSettings asked) {
        if (StreamSettings.of(there).withRunning(false).equals(asked)) {
            return there;
        }
        throw CreateRoute.taken(there);
    }

    private Reply begun(int status, DesiredStream original, DesiredStream replay, @Nullable StyleUpdate style) {
        if (style != null) {
            styles.begin(replay, style);
        } else {
            asAired(original, replay);
        }
        DesiredStream running = run(replay);
        return Reply.json(status, Papers.of(running))
                .with("Location", "/api/v1/streams/" + running.getStreamId())
                .with("ETag", Tags.of(running));
    }

    private void asAired(DesiredStream original, DesiredStream replay) {
        try {
            styles.asAired(address(original), address(replay));
        } catch (AiredStyles.StylesOfItsOwn e) {
            throw new ProblemException(ProblemKind.TAKEN, String.valueOf(e.getMessage()));
        }
    }

    private static StreamAddress address(DesiredStream stream) {
        return new StreamAddress(stream.getStreamId(), stream.getSlot());
    }

    private DesiredStream run(DesiredStream replay) {
        String id = replay.getStreamId();
        DesiredStream before = replay;
        for (int i = 0; i < TRIES; i++) {
            if (before.getRunning()) {
                return before;
            }
            StreamSettings settings = StreamSettings.of(before).withRunning(true);
            switch (desk.store().replace(before, settings.stream(id))) {
                case Write.Done done -> {
                    return done.stream();
                }
                case Write.Changed changed -> before = changed.now();
                case Write.Gone _ -> throw new ProblemException(ProblemKind.NOT_FOUND, "there is no stream " + id);
                case Write.NoSlotFree _, Write.NoRoom _ -> before = desk.require(id);
            }
        }
        throw new StoreUnavailableException("Others are changing stream " + id + " all the time: try again");
    }
}
