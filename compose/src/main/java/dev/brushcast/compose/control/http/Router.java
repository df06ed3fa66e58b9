package dev.brushcast.compose.control.http;

import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.auth.Callers.Caller;
import dev.brushcast.compose.control.auth.Role;
import dev.brushcast.compose.control.settings.InvalidStreamException;
import dev.brushcast.compose.control.store.StoreUnavailableException;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.ops.HttpServer;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers a request, lets him if the caller may ask, and turns what goes wrong into a problem. One thread a request. */
final class Router implements Handler {

    private static final Logger LOGGER = LoggerFactory.getLogger(Router.class);
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    private final List<Route> routes;
    private final List<String> pages;
    private final Callers callers;
    private final MeterRegistry metrics;

    /** @param pages paths at which others answer GET */
    Router(List<Route> routes, List<String> pages, Callers callers, MeterRegistry metrics) {
        this.routes = List.copyOf(routes);
        this.pages = List.copyOf(pages);
        this.callers = callers;
        this.metrics = metrics;
        for (ProblemKind kind : ProblemKind.values()) {
            problems(kind).increment(0); // a series that begins with its first does not increase by it
        }
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        Reply reply;
        try {
            reply = answer(request);
        } catch (ProblemException e) {
            reply = refusal(e);
        } catch (InvalidStreamException e) {
            reply = refusal(
                    new ProblemException(ProblemKind.INVALID, "the settings cannot be: see errors", e.problems()));
        } catch (StoreUnavailableException | UserError e) {
            reply = refusal(new ProblemException(ProblemKind.UNAVAILABLE, String.valueOf(e.getMessage()))
                    .with("Retry-After", "1"));
        } catch (UncheckedIOException e) { // the client's connection
            HttpServer.clientBrokeOff();
            throw e;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            reply = refusal(new ProblemException(ProblemKind.UNAVAILABLE, "it is being stopped"));
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("a request has met a defect");
            reply = refusal(new ProblemException(ProblemKind.DEFECT, "the log says what"));
        }
        metrics.counter("brushcast.control.requests", "status", Integer.toString(reply.status()))
                .increment();
        send(request, response, reply);
    }

    private Reply refusal(ProblemException problem) {
        problems(problem.kind()).increment();
        return problem.reply();
    }

    private Counter problems(ProblemKind kind) {
        return metrics.counter("brushcast.control.problems", "kind", kind.label());
    }

    private Reply answer(ServerRequest request) throws InterruptedException {
        List<String> path = PathText.segments(request.prologue().uriPath().rawPath());
        String method = request.prologue().method().text();
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> names = route.match(path);
            if (names.isPresent()) {
                if (route.method().equals(method.equals(HEAD) ? GET : method)) {
                    Caller caller = route.role() == null ? null : authorised(route, route.role(), request);
                    return route.action().answer(new Call(request, names.get(), caller));
                }
                allowed.add(route.method());
            }
        }
        if (pages.contains(request.prologue().uriPath().rawPath())) {
            throw notHere("GET");
        }
        if (allowed.isEmpty()) {
            throw new ProblemException(ProblemKind.NOT_FOUND, "there is nothing at this address: see /openapi.json");
        }
        if (allowed.contains(GET)) {
            allowed.add(HEAD);
        }
        throw notHere(String.join(", ", allowed));
    }

    private static ProblemException notHere(String allowed) {
        return new ProblemException(ProblemKind.METHOD, "here are " + allowed).with("Allow", allowed);
    }

    private Caller authorised(Route route, Role role, ServerRequest request) {
        Caller caller = callers.find(request.headers().first(HeaderNames.AUTHORIZATION))
                .orElseThrow(() -> new ProblemException(
                                ProblemKind.UNAUTHENTICATED,
                                "send Authorization: Bearer TOKEN, one of the file of tokens")
                        .with("WWW-Authenticate", "Bearer realm=\"brushcast\""));
        if (!caller.role().includes(role)) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    caller.name() + " is no " + role.name().toLowerCase(Locale.ROOT));
        }
        if (!route.method().equals(GET)) {
            LOGGER.atInfo()
                    .addKeyValue("by", caller.name())
                    .addKeyValue("method", route.method())
                    .addKeyValue("route", route.template())
                    .log("asked for");
        }
        return caller;
    }

    private static void send(ServerRequest request, ServerResponse response, Reply reply) {
        response.status(Status.create(reply.status()));
        reply.headers().forEach((name, value) -> {
            if (name.equals("Connection")) {
                response.header(HeaderValues.CONNECTION_CLOSE);
            } else {
                response.headers().set(HeaderNames.create(name), value);
            }
        });
        response.headers().set(HeaderNames.CACHE_CONTROL, "no-store");
        response.headers().set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        Reply.Writing writing = reply.writing();
        boolean head = request.prologue().method().equals(Method.HEAD);
        if (writing != null && !head) {
            try (OutputStream out = new BufferedOutputStream(response.outputStream())) {
                writing.to(out);
            } catch (IOException | UncheckedIOException _) {
                HttpServer.clientBrokeOff();
            }
        } else if (head) {
            response.headers().contentLength(reply.body().length);
            response.send();
        } else {
            response.send(reply.body());
        }
    }
}
