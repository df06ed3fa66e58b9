package dev.brushcast.kit.ops;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * For a server that only this machine can reach: refuses requests that name another host. A web page whose name was made to lead
 * to this machine (DNS rebinding) could read everything here otherwise.
 */
final class LoopbackHosts implements Filter {

    private final String own;

    private LoopbackHosts(String own) {
        this.own = own;
    }

    /** The filter for a server's address; empty: others can reach it, under names that are not known here. */
    static Optional<LoopbackHosts> of(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress()
                    ? Optional.of(new LoopbackHosts(host.toLowerCase(Locale.ROOT)))
                    : Optional.empty();
        } catch (UnknownHostException _) { // starting says so
            return Optional.empty();
        }
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        String named = request.headers().first(HeaderNames.HOST).orElse("localhost");
        if (isOurs(hostOf(named))) {
            chain.proceed();
        } else {
            response.status(Status.create(421, "Misdirected Request")).send("this server answers to localhost only\n");
        }
    }

    private boolean isOurs(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.[0-9]{1,3}){3}")
                || host.equals(own);
    }

    /** Without its port, in small letters. */
    private static String hostOf(String header) {
        String host = header.strip().toLowerCase(Locale.ROOT);
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }
}
