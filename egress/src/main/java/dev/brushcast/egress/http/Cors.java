package dev.brushcast.egress.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/**
 * Lets players on other sites read what is served here, those that the configuration names: whatever a browser can reach, any
 * page in it could read otherwise.
 *
 * @param origins as in {@code https://site.example}; {@code *}: all
 */
record Cors(List<String> origins) {

    private static final String ALL = "*";

    void allow(ServerRequest request, ServerResponse response) {
        if (origins.isEmpty()) {
            return;
        }
        if (!origins.contains(ALL)) {
            response.headers().set(HeaderNames.VARY, "Origin");
        }
        allowed(request)
                .ifPresent(origin -> response.headers()
                        .set(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                        .set(
                                HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
                                "Date, Age, Content-Length, Content-Range, ETag"));
    }

    private Optional<String> allowed(ServerRequest request) {
        return origins.contains(ALL)
                ? Optional.of(ALL)
                : request.headers().first(HeaderNames.ORIGIN).filter(origins::contains);
    }

    /** Answers what a browser asks before it asks for a range. */
    void preflight(ServerRequest request, ServerResponse response) {
        allow(request, response);
        if (allowed(request).isPresent()) {
            response.headers()
                    .set(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS")
                    .set(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Range, Authorization")
                    .set(HeaderNames.ACCESS_CONTROL_MAX_AGE, "86400");
        }
        response.status(Status.NO_CONTENT_204).send();
    }
}
