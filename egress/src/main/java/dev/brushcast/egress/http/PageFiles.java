package dev.brushcast.egress.http;

import dev.brushcast.kit.ops.WebJar;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The player page: a few files from the class path, and hls.js from its WebJar. */
final class PageFiles {

    private static final String FOLDER = "/dev/brushcast/egress/page/";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private static final List<String> SCRIPTS = List.of(
            "attach",
            "controls",
            "lead",
            "main",
            "outcome",
            "page",
            "quality",
            "recordings",
            "source",
            "status",
            "styles");

    private PageFiles() {}

    /** Registers what the page needs; returns the page itself, which is at each stream. */
    static Handler register(HttpRules rules) {
        Answers.to(rules, "/player/style.css", new Fixed(FOLDER + "style.css", "text/css; charset=utf-8"));
        for (String script : SCRIPTS) {
            Answers.to(rules, "/player/" + script + ".js", new Fixed(FOLDER + script + ".js", SCRIPT));
        }
        Answers.to(rules, "/player/hls.js", new Fixed(WebJar.resource("hls.js", "dist/hls.min.js"), SCRIPT));
        return new Fixed(FOLDER + "index.html", "text/html; charset=utf-8");
    }

    /** One file, read once. */
    private static final class Fixed implements Handler {

        private final String contentType;
        private final byte[] bytes;

        Fixed(String resource, String contentType) {
            this.contentType = contentType;
            this.bytes = read(resource);
        }

        @Override
        public void handle(ServerRequest request, ServerResponse response) {
            response.headers().set(HeaderNames.CONTENT_TYPE, contentType).set(HeaderNames.CACHE_CONTROL, "no-cache");
            Answers.send(request, response, bytes);
        }

        private static byte[] read(String resource) {
            try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException(resource + " is not on the class path");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
