package dev.brushcast.egress.http;

import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Predicate;

/** Answers to GET and HEAD: a HEAD has the same headers and no body. */
final class Answers {

    private static final Predicate<Method> READING = Method.predicate(Method.GET, Method.HEAD);

    private Answers() {}

    /** Has a handler answer to both. */
    static void to(HttpRules rules, String path, Handler handler) {
        rules.route(READING, PathMatchers.create(path), handler);
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
