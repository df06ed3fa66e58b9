package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.auth.Role;
import dev.brushcast.compose.control.settings.InvalidStreamException;
import dev.brushcast.compose.control.settings.MergePatch;
import dev.brushcast.compose.control.settings.StreamSettings;
import dev.brushcast.compose.control.style.OldStyles;
import dev.brushcast.compose.control.style.StyleAnswer;
import dev.brushcast.compose.control.style.StyleDesk;
import dev.brushcast.compose.control.style.StyleDesk.Outcome;
import dev.brushcast.compose.control.style.StyleLimiter;
import dev.brushcast.compose.control.style.StylePaper;
import dev.brushcast.compose.control.style.StylePublisher.Change;
import dev.brushcast.compose.control.style.StyleRequest;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.config.SettingsError;
import dev.brushcast.media.source.MediaSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How a stream looks. */
final class StyleRoutes {

    private static final int WAIT_SECONDS = 3;
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final StreamDesk desk;
    private final StyleDesk styles;
    private final StyleLimiter limiter;
    private final InstantSource clock;

    StyleRoutes(StreamDesk desk, StyleDesk styles, StyleLimiter limiter, InstantSource clock) {
        this.desk = desk;
        this.styles = styles;
        this.limiter = limiter;
        this.clock = clock;
    }

    List<Route> all() {
        return List.of(
                new Route("GET", "/api/v1/streams/{id}/style", Role.VIEWER, this::get),
                new Route("PUT", "/api/v1/streams/{id}/style", Role.OPERATOR, this::put),
                new Route("PATCH", "/api/v1/streams/{id}/style", Role.OPERATOR, this::patch));
    }

    private Reply get(Call call) {
        DesiredStream stream = desk.require(call.streamId());
        return styles.current(address(stream))
                .map(current -> Reply.json(200, paper(current.update(), current.from())))
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.NOT_FOUND, "stream " + stream.getStreamId() + " has no style yet"));
    }

    private static StreamAddress address(DesiredStream stream) {
        return new StreamAddress(stream.getStreamId(), stream.getSlot());
    }

    private static ObjectNode paper(StyleUpdate style, Instant from) {
        return StylePaper.of(style).put("revision", style.getRevision()).put("from", from.toString());
    }

    private Reply put(Call call) {
        return published(call, false);
    }

    private Reply patch(Call call) {
        return published(call, true);
    }

    private Reply published(Call call, boolean over) {
        int wait = call.number("wait", 0, LONGEST_WAIT_SECONDS, WAIT_SECONDS);
        DesiredStream stream = desk.require(call.streamId());
        ObjectNode body = call.body();
        try {
            // A patch may fit one style and not another: its times, at least, are its own.
            Instant at = StyleRequest.read(body.toString()).from(clock.instant());
            if (!over) {
                StyleUpdate _ = StyleRequest.read(body.toString()).style(stream.getStreamId());
            }
            requireSeldom(stream.getStreamId());
            return answered(stream, publish(stream, at, next(stream, body, over), Duration.ofSeconds(wait)));
        } catch (SettingsError e) {
            throw new InvalidStreamException(e.problems());
        }
    }

    private static Change next(DesiredStream stream, ObjectNode body, boolean over) {
        return before -> {
            ObjectNode whole = body;
            if (over && before != null) {
                ObjectNode was = StylePaper.of(before);
                was.remove("transitionSeconds"); // a fade is of one change
                whole = (ObjectNode) MergePatch.apply(was, body);
            }
            return StyleRequest.read(whole.toString()).style(stream.getStreamId());
        };
    }

    private void requireSeldom(String id) {
        OptionalLong seconds = limiter.take(id);
        if (seconds.isPresent()) {
            throw new ProblemException(
                            ProblemKind.TOO_MANY,
                            "the style of stream " + id + " was changed too often: this change is not made")
                    .with("Retry-After", Long.toString(seconds.getAsLong()));
        }
    }

    /** Publishes the style that a stream begins with, which its reader has checked. */
    void begin(DesiredStream stream, StyleUpdate style) {
        if (styles.current(address(stream)).isEmpty()) {
            Outcome _ = publish(stream, beginning(stream), _ -> style, Duration.ZERO);
        }
    }

    /** Gives a replay the styles that its original had. */
    void asAired(StreamAddress original, StreamAddress replay) {
        styles.asAired(original, replay);
    }

    /** What is replayed was recorded before its style was thought of. */
    private @Nullable Instant beginning(DesiredStream stream) {
        String source = StreamSettings.of(stream).ingest().path("source").asText();
        return OldStyles.beginningOf(MediaSource.parse(source), clock.instant());
    }

    private Outcome publish(DesiredStream stream, @Nullable Instant at, Change change, Duration wait) {
        return styles.publish(address(stream), at, change, wait);
    }

    private static Reply answered(DesiredStream stream, Outcome outcome) {
        ObjectNode body =
                paper(outcome.published().update(), outcome.published().from());
        return switch (outcome.answer()) {
            case StyleAnswer.Taken taken ->
                Reply.json(200, body.put("answer", "taken").put("by", taken.by()));
            case StyleAnswer.None _ -> Reply.json(202, body.put("answer", "pending"));
            case StyleAnswer.Refused refused -> {
                Optional<Long> before = outcome.published().before();
                throw new ProblemException(
                        ProblemKind.STYLE_REFUSED,
                        refused.by() + " refuses style "
                                + outcome.published().update().getRevision() + " of stream " + stream.getStreamId()
                                + ": "
                                + refused.why() + ". "
                                + before.map(revision -> "Style " + revision + " stays")
                                        .orElse("The stream stays without a style"));
            }
        };
    }
}
