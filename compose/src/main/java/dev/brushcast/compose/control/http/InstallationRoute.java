package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.auth.Callers.Caller;
import dev.brushcast.compose.control.auth.Role;
import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.compose.control.settings.StreamUrl;
import dev.brushcast.compose.control.store.StreamStore;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this installation is, and what the caller may do in it: what a page has to know before it shows anything.
 *
 * @param urls where browsers find what is served elsewhere
 */
record InstallationRoute(StreamStore store, PublicUrls urls) {

    Route route() {
        return new Route("GET", "/api/v1/installation", Role.VIEWER, this::get);
    }

    private Reply get(Call call) {
        Caller caller = call.caller();
        String version = InstallationRoute.class.getPackage().getImplementationVersion();
        ObjectNode body = Papers.JSON
                .createObjectNode()
                .put("version", Optional.ofNullable(version).orElse("development"))
                .put("slots", store.slots())
                .put("viewerUrl", template(urls.viewers()))
                .put("publishUrl", template(urls.publishers()));
        body.putObject("caller")
                .put("name", caller.name())
                .put("role", caller.role().name().toLowerCase(Locale.ROOT));
        return Reply.json(200, body);
    }

    private static @Nullable String template(@Nullable StreamUrl url) {
        return url == null ? null : url.template();
    }
}
