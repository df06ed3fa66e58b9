package dev.brushcast.compose.control.page;

import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.ingest.door.PublishDoor;
import dev.brushcast.kit.ops.WebJar;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The page: files of the class path at fixed addresses, for whoever asks. It has no data: that is what the API gives, by its tokens. */
public final class PageFiles implements HttpService {

    private static final String FOLDER = "/dev/brushcast/compose/control/page/";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String SHEET = "text/css; charset=utf-8";

    private static final List<String> SHEETS = List.of("base.css", "grid.css", "stream.css", "fleet.css");
    private static final List<String> SCRIPTS = List.of(
            "main.js",
            "another-style.js",
            "api.js",
            "ask.js",
            "backoff.js",
            "blend.js",
            "browser-source.js",
            "coalesce.js",
            "compare.js",
            "connection.js",
            "create.js",
            "dom.js",
            "events.js",
            "family.js",
            "fleet.js",
            "form.js",
            "grid.js",
            "log.js",
            "models.js",
            "multipart.js",
            "outputs.js",
            "pictures.js",
            "player.js",
            "plots.js",
            "recordings.js",
            "replay.js",
            "screen.js",
            "state.js",
            "stream.js",
            "style.js",
            "worker.js");

    private final Map<String, PageFile> files = new LinkedHashMap<>();
    private final String policy;

    /** A file, read once. */
    private static final class PageFile {
        final String type;
        final byte[] bytes;

        PageFile(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }
    }

    private PageFiles(PublicUrls urls) {
        String viewers = urls.viewers() == null ? "" : " " + urls.viewers().origin();
        String publishers =
                urls.publishers() == null ? "" : " " + urls.publishers().socketOrigin();
        policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'"
                        + viewers + publishers + "; media-src blob: mediastream:" + viewers
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        add("/", FOLDER + "index.html", "text/html; charset=utf-8");
        SHEETS.forEach(name -> add("/page/" + name, FOLDER + name, SHEET));
        SCRIPTS.forEach(name -> add("/page/" + name, FOLDER + name, SCRIPT));
        add("/page/camera.js", PublishDoor.SCRIPT, SCRIPT);
        add("/page/hls.js", WebJar.resource("hls.js", "dist/hls.min.js"), SCRIPT);
        add("/page/uplot.js", WebJar.resource("uplot", "dist/uPlot.esm.js"), SCRIPT);
        add("/page/uplot.css", WebJar.resource("uplot", "dist/uPlot.min.css"), SHEET);
    }

    /** @param urls whose streams the page may play, and where it may publish to */
    public static PageFiles of(PublicUrls urls) {
        return new PageFiles(urls);
    }

    /** The addresses that it answers GET at. */
    public Set<String> paths() {
        return files.keySet();
    }

    private void add(String path, String resource, String type) {
        try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            files.put(path, new PageFile(type, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void routing(HttpRules rules) {
        files.forEach((path, file) -> rules.route(
                Method.predicate(Method.GET, Method.HEAD),
                PathMatchers.create(path),
                (request, response) -> send(request, response, file)));
    }

    private void send(ServerRequest request, ServerResponse response, PageFile file) {
        response.headers().set(HeaderNames.CONTENT_TYPE, file.type);
        response.headers().set(HeaderNames.CACHE_CONTROL, "no-cache");
        response.headers().set(HeaderNames.create("Content-Security-Policy"), policy);
        response.headers().set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        response.headers().set(HeaderNames.create("Referrer-Policy"), "no-referrer");
        if (request.prologue().method().equals(Method.HEAD)) {
            response.headers().contentLength(file.bytes.length);
            response.send();
        } else {
            response.send(file.bytes);
        }
    }
}
