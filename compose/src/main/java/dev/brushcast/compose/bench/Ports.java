package dev.brushcast.compose.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** A free port for each process. */
final class Ports {

    private final Map<String, Integer> ports = new HashMap<>();

    int of(String name) {
        return ports.computeIfAbsent(name, _ -> {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
