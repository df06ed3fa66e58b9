package dev.brushcast.compose.control;

import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.hook.WebhookFile.Webhook;
import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.compose.control.settings.StreamRules;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.ops.TlsFiles;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that control is told.
 *
 * @param host address to listen on
 * @param port 0: any free port
 * @param tls null: in the open
 * @param callers who may ask; anybody only where no other machine can
 * @param rules what a stream may be
 * @param webhooks where events are posted to
 * @param urls where browsers find what is served elsewhere
 */
public record ControlConfig(
        String host,
        int port,
        @Nullable TlsFiles tls,
        Callers callers,
        StreamRules rules,
        List<Webhook> webhooks,
        PublicUrls urls) {

    /** @throws UserError if others could reach it and nobody would be asked who he is */
    public ControlConfig {
        if (!callers.isGuarded() && !isLoopback(host)) {
            throw new UserError("Other machines can reach " + host
                    + ": give --tokens FILE, so that not everybody controls the streams, or --host localhost");
        }
        webhooks = List.copyOf(webhooks);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
