package dev.brushcast.compose.control.http;

import java.util.Locale;

/** What can be wrong with a request, by a name that programs can rely on. */
enum ProblemKind {
    MALFORMED(400, "the request cannot be read"),
    UNAUTHENTICATED(401, "a token is wanted"),
    FORBIDDEN(403, "the token's role may not do this"),
    NOT_FOUND(404, "there is no such thing"),
    METHOD(405, "this cannot be done here"),
    NOT_ACCEPTABLE(406, "this cannot be had in that form"),
    TAKEN(409, "there is another of that name"),
    NO_SLOT(409, "every slot has a stream"),
    NO_ROOM(409, "the workers cannot carry the stream on time"),
    NO_MODEL(409, "the workers have not the model, or not for such pictures"),
    CHANGED(412, "it was changed meanwhile"),
    TOO_LARGE(413, "the body is too large"),
    MEDIA_TYPE(415, "the body is of another kind than it should be"),
    INVALID(422, "the settings cannot be"),
    STYLE_REFUSED(422, "no worker takes the style"),
    TOO_MANY(429, "that is too often"),
    UNAVAILABLE(503, "Kafka does not answer now"),
    DEFECT(500, "something unexpected went wrong");

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** As in types and meters: {@code no-room}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A URN: there is no page about it that could be fetched. */
    String type() {
        return "urn:brushcast:problem:" + label();
    }
}
