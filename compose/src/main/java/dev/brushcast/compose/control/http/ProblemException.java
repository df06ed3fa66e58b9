package dev.brushcast.compose.control.http;

import dev.brushcast.kit.config.SettingsError.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that is answered with a problem. What it says is for the caller: nothing secret, nothing of the inside. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemKind kind;
    private final transient List<Problem> errors;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    ProblemException(ProblemKind kind, String detail) {
        this(kind, detail, List.of());
    }

    /** @param errors each with its path in the request's body */
    ProblemException(ProblemKind kind, String detail, List<Problem> errors) {
        super(detail, null, false, false);
        this.kind = kind;
        this.errors = List.copyOf(errors);
    }

    /** The same with a header for its answer. */
    ProblemException with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    ProblemKind kind() {
        return kind;
    }

    Reply reply() {
        var body = Papers.JSON.createObjectNode();
        body.put("type", kind.type())
                .put("title", kind.title())
                .put("status", kind.status())
                .put("detail", getMessage());
        if (!errors.isEmpty()) {
            var list = body.putArray("errors");
            errors.forEach(error -> list.addObject().put("path", error.path()).put("message", error.message()));
        }
        Reply reply = Reply.of(kind.status(), "application/problem+json", Papers.bytes(body));
        headers.forEach(reply::with);
        return reply;
    }
}
