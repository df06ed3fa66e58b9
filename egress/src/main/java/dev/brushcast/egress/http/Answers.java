package dev.brushcast.egress.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.function.Predicate;

/** Answers to GET and HEAD: a HEAD has the same headers and no body. */
final class Answers {

    private static final Predicate<Method> READING = Method.predicate(Method.GET, Method.HEAD);

    private Answers() {}

    /** Has a handler answer to both. */
    static void to(HttpRules rules, String path, Handler handler) {
        rules.route(READING, PathMatchers.create(path), handler);
    }

    /** What a playlist says depends on how it may be packed, also where it is not sent again. */
    static void varies(ServerResponse response) {
        response.headers().set(HeaderNames.VARY, "Accept-Encoding");
    }

    /** Packed for those who unpack it. */
    static void sendPlaylist(ServerRequest request, ServerResponse response, byte[] text) throws IOException {
        varies(response);
        if (request.headers()
                .first(HeaderNames.ACCEPT_ENCODING)
                .filter(Gzip::acceptedBy)
                .isPresent()) {
            response.headers().set(HeaderNames.CONTENT_ENCODING, "gzip");
            send(request, response, Gzip.pack(text));
        } else {
            send(request, response, text);
        }
    }

    static void send(ServerRequest request, ServerResponse response, byte[] body) {
        if (request.prologue().method().equals(Method.HEAD)) {
            response.headers().contentLength(body.length);
            response.send();
        } else {
            response.send(body);
        }
    }
}
