package dev.brushcast.ingest.door;

import dev.brushcast.kit.UserError;
import dev.brushcast.kit.ops.TlsFiles;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where browsers publish.
 *
 * @param host address to listen on
 * @param port 0: any free port
 * @param tls null: in the open, where browsers give pages of this machine alone a camera
 * @param origins of other sites' pages that may publish, as in {@code https://site.example}; empty: the door's own alone
 * @param limits what it puts up with
 */
public record DoorConfig(String host, int port, @Nullable TlsFiles tls, List<String> origins, DoorLimits limits) {

    public DoorConfig {
        origins = List.copyOf(origins);
        origins.forEach(DoorConfig::requireOrigin);
    }

    private static void requireOrigin(String origin) {
        if (!origin.matches("https?://[^/?#@\\s]+") || URI.create(origin).getHost() == null) {
            throw new UserError(
                    "'" + origin + "' is no origin: give scheme, host and port alone, as in https://site.example");
        }
    }
}
