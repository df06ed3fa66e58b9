package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.auth.Role;
import dev.brushcast.compose.control.settings.InvalidStreamException;
import dev.brushcast.compose.control.settings.PublishKeys;
import dev.brushcast.compose.control.settings.PublishKeys.Keyed;
import dev.brushcast.compose.control.settings.StreamSettings;
import dev.brushcast.compose.control.store.Write;
import dev.brushcast.compose.control.style.StyleRequest;
import dev.brushcast.contract.InvalidStreamAddressException;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.config.SettingsError;
import dev.brushcast.kit.config.SettingsError.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * New streams. Asked for twice, one is made: its id is the caller's, or follows from the caller's Idempotency-Key; what is there is
 * compared with what is asked for.
 */
final class CreateRoute {

    private static final Set<String> ALSO = Set.of("id", "style");
    private static final int LONGEST_KEY = 255;

    /** Who says this in the query has streams whose frames come late rather than none. */
    static final String BEYOND_CAPACITY = "beyondCapacity";

    private final StreamDesk desk;
    private final StyleRoutes styles;
    private final PublishKeys keys;
    private final Supplier<UUID> random;

    CreateRoute(StreamDesk desk, StyleRoutes styles, PublishKeys keys, Supplier<UUID> random) {
        this.desk = desk;
        this.styles = styles;
        this.keys = keys;
        this.random = random;
    }

    Route route() {
        return new Route("POST", "/api/v1/streams", Role.ADMIN, this::create);
    }

    private Reply create(Call call) {
        ObjectNode body = call.body();
        String id = id(body.path("id"), call.header("Idempotency-Key"));
        StreamSettings asked = StreamSettings.read(body, ALSO);
        Keyed keyed = keys.complete(asked, null);
        StreamSettings settings = keyed.settings();
        desk.rules().require(id, settings);
        desk.requireModel(id, settings);
        StyleUpdate style = style(body.get("style"), id);
        return switch (desk.store().create(settings.stream(id), steps(style), call.flag(BEYOND_CAPACITY))) {
            case Write.Done done -> begun(201, done.stream(), style, keyed.key());
            case Write.Changed there -> begun(200, same(there.now(), asked), style, null);
            case Write.NoSlotFree full -> throw noSlot(full);
            case Write.NoRoom tooMuch -> throw new ProblemException(ProblemKind.NO_ROOM, tooMuch.why());
            case Write.Gone _ -> throw new IllegalStateException("a new stream is not gone");
        };
    }

    /** The id that is asked for, or that follows from a key, or any. */
    String id(JsonNode sent, Optional<String> key) {
        if (sent.isTextual()) {
            try {
                return new StreamAddress(sent.textValue(), 0).streamId();
            } catch (InvalidStreamAddressException e) {
                throw new InvalidStreamException("id", String.valueOf(e.getMessage()));
            }
        }
        if (!sent.isMissingNode()) {
            throw new InvalidStreamException("id", "this is not a text");
        }
        if (key.isPresent() && (key.get().isBlank() || key.get().length() > LONGEST_KEY)) {
            throw new ProblemException(
                    ProblemKind.MALFORMED, "an Idempotency-Key has 1 to " + LONGEST_KEY + " characters");
        }
        return key.map(text -> UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(random)
                .toString();
    }

    /** A style to begin with; null: none is sent. */
    @Nullable
    StyleUpdate style(@Nullable JsonNode sent, String id) {
        if (sent == null) {
            return null;
        }
        try {
            StyleRequest request = StyleRequest.read(sent.toString());
            if (request.at() != null) {
                throw new InvalidStreamException("style.at", "a stream begins with its style: say at in a later one");
            }
            return request.style(id);
        } catch (SettingsError e) {
            List<Problem> problems = e.problems().stream()
                    .map(problem ->
                            new Problem(("style." + problem.path()).replaceFirst("\\.$", ""), problem.message()))
                    .toList();
            throw new InvalidStreamException(problems);
        }
    }

    static int steps(@Nullable StyleUpdate style) {
        return style == null ? 0 : style.getTIndexList().size();
    }

    private DesiredStream same(DesiredStream there, StreamSettings asked) {
        StreamSettings stored = StreamSettings.of(there);
        if (stored.equals(keys.complete(asked.restored(stored), stored).settings())) {
            return there;
        }
        throw taken(there);
    }

    static ProblemException taken(DesiredStream there) {
        return new ProblemException(
                        ProblemKind.TAKEN,
                        "there is a stream " + there.getStreamId()
                                + " that is not what you ask for: change that one, or take another id")
                .with("ETag", Tags.of(there));
    }

    static ProblemException noSlot(Write.NoSlotFree full) {
        return new ProblemException(
                ProblemKind.NO_SLOT,
                "all " + full.slots() + " slots have a stream: delete one, or create the topics with more slots");
    }

    /** A stream that was made and whose style was not published is completed when it is asked for again. */
    private Reply begun(int status, DesiredStream stream, @Nullable StyleUpdate style, @Nullable String key) {
        if (style != null) {
            styles.begin(stream, style);
        }
        return Reply.json(status, Papers.of(stream, key))
                .with("Location", "/api/v1/streams/" + stream.getStreamId())
                .with("ETag", Tags.of(stream));
    }
}
