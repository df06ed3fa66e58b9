package dev.brushcast.compose.control.http;

import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.event.Events;
import dev.brushcast.compose.control.page.PageFiles;
import dev.brushcast.compose.control.picture.Pictures;
import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.compose.control.settings.PublishKeys;
import dev.brushcast.compose.control.settings.StreamRules;
import dev.brushcast.compose.control.store.StreamStore;
import dev.brushcast.compose.control.style.StyleDesk;
import dev.brushcast.compose.control.style.StyleLimiter;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StreamHealth;
import dev.brushcast.kit.ops.OpsRoutes;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Everything that the control API answers.
 *
 * @param store streams as they are to be
 * @param rules what they may be
 * @param epochs a stream's newest capture
 * @param health how it goes
 * @param events what happened
 * @param pictures what they look like
 * @param styles how streams look
 * @param callers who may ask
 * @param urls where browsers find what is served elsewhere
 * @param metrics what is counted
 * @param clock the time of day
 * @param heartbeat how often an event stream says that it is still there
 */
public record ControlApi(
        StreamStore store,
        StreamRules rules,
        Function<String, Optional<EpochStart>> epochs,
        Function<String, Optional<StreamHealth>> health,
        Events events,
        Pictures pictures,
        StyleDesk styles,
        Callers callers,
        PublicUrls urls,
        MeterRegistry metrics,
        InstantSource clock,
        Duration heartbeat) {

    private static final String DESCRIPTION = "/openapi.json";
    private static final List<String> OPERATORS_PAGES = List.of("/livez", "/readyz", "/metrics");

    /** The operators' pages, the page of the streams, and the API. */
    public HttpRouting.Builder routing(OpsRoutes ops) {
        HttpRouting.Builder routing = HttpRouting.builder();
        PageFiles page = PageFiles.of(urls);
        List<String> others = new ArrayList<>(OPERATORS_PAGES);
        others.addAll(page.paths());
        Handler router = new Router(routes(), others, callers, metrics);
        routing.register(ops).register(page).any("/*", router);
        return routing;
    }

    /** All routes but those of the pages, which answer GET by themselves. */
    List<Route> routes() {
        StreamDesk desk = new StreamDesk(store, rules);
        StyleRoutes style = new StyleRoutes(desk, styles, new StyleLimiter(System::nanoTime), clock);
        PublishKeys keys = new PublishKeys(new SecureRandom());
        byte[] description = description();
        List<Route> routes = new ArrayList<>();
        CreateRoute creation = new CreateRoute(desk, style, keys, UUID::randomUUID);
        routes.add(creation.route());
        routes.add(new ReplayRoute(desk, style, creation).route());
        routes.addAll(new StreamRoutes(desk, new StreamStatus(epochs, health, events, store), keys).all());
        routes.addAll(style.all());
        routes.addAll(new OutputRoutes(desk).all());
        routes.addAll(new PublisherRoutes(desk, keys, callers).all());
        routes.addAll(new EventRoutes(desk, events, heartbeat).all());
        routes.addAll(new PictureRoutes(desk, pictures).all());
        routes.add(new InstallationRoute(store, urls).route());
        routes.add(new FleetRoute(store).route());
        routes.add(new Route("GET", DESCRIPTION, null, _ -> Reply.of(200, "application/json", description)));
        return routes;
    }

    static byte[] description() {
        try (InputStream description = ControlApi.class.getResourceAsStream("openapi.json")) {
            return Objects.requireNonNull(description).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
