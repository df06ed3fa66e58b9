package dev.brushcast.egress.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Lets players on other sites read what is served here. */
final class Cors {

    private static final HeaderName ALLOW_ORIGIN = HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN;
    private static final HeaderName ALLOW_METHODS = HeaderNames.ACCESS_CONTROL_ALLOW_METHODS;
    private static final HeaderName ALLOW_HEADERS = HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS;
    private static final HeaderName EXPOSE_HEADERS = HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS;
    private static final HeaderName MAX_AGE = HeaderNames.ACCESS_CONTROL_MAX_AGE;

    private Cors() {}

    static void allow(ServerResponse response) {
        response.headers().set(ALLOW_ORIGIN, "*").set(EXPOSE_HEADERS, "Date, Age, Content-Length, Content-Range");
    }

    /** Answers what a browser asks before it asks for a range. */
    static void preflight(ServerRequest request, ServerResponse response) {
        allow(response);
        response.headers()
                .set(ALLOW_METHODS, "GET, HEAD, OPTIONS")
                .set(ALLOW_HEADERS, "Range, Authorization")
                .set(MAX_AGE, "86400");
        response.status(Status.NO_CONTENT_204).send();
    }
}
