package dev.brushcast.ingest.door;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The page with which a browser publishes to a stream, the same for each. It needs nothing from elsewhere. */
final class DoorPage implements HttpService {

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** Nothing but its own files, and no camera for what may be framed in it. */
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; media-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    @Override
    public void routing(HttpRules rules) {
        rules.get(PublishDoor.PATH + "{stream}", file("index.html", "text/html; charset=utf-8"))
                .get("/camera/page.js", file("page.js", SCRIPT))
                .get("/camera/camera.js", file("camera.js", SCRIPT))
                .get("/camera/style.css", file("style.css", "text/css; charset=utf-8"));
    }

    private static Handler file(String name, String type) {
        byte[] bytes = read(name);
        return (_, response) -> {
            response.headers()
                    .set(HeaderNames.CONTENT_TYPE, type)
                    .set(HeaderNames.CACHE_CONTROL, "no-cache")
                    .set(HeaderNames.create("Content-Security-Policy"), POLICY)
                    .set(
                            HeaderNames.create("Permissions-Policy"),
                            "camera=(self), microphone=(self), display-capture=(self)")
                    .set(HeaderNames.create("Referrer-Policy"), "no-referrer")
                    .set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
            response.send(bytes);
        };
    }

    private static byte[] read(String name) {
        try (InputStream in = DoorPage.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
