package dev.brushcast.kit.ops;

import dev.brushcast.kit.UserError;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Starting HTTP servers so that a failure is told. */
public final class HttpServers {

    private HttpServers() {}

    /**
     * Starts a server that listens on one address. Helidon's own {@code start} returns as if all were well when the port
     * is in use, and logs a stack trace: hence a look before and after.
     *
     * @param server not started yet
     * @param what the server is, for the message: "ops server"
     * @throws UserError when it cannot listen
     */
    public static void start(WebServer server, String what) {
        String host = server.prototype().host();
        int port = server.prototype().port();
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw cannotListen(what, host, port, String.valueOf(e.getMessage()));
        }
        server.start();
        if (!server.isRunning()) {
            throw cannotListen(what, host, port, "see the log");
        }
    }

    private static UserError cannotListen(String what, String host, int port, String why) {
        return new UserError(
                "The " + what + " cannot listen on " + host + ":" + port + " (" + why + "): choose another port");
    }
}
