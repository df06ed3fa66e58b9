package dev.brushcast.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Ports of a broker on localhost. Kafka opens its sockets itself and must be told the numbers before, so a port found
 * free here may be taken when Kafka gets there: {@link #lostToAnother} tells.
 */
record Ports(int client, int controller) {

    private static final String HOST = "localhost";

    /**
     * Finds ports.
     *
     * @param client the clients' port, 0: any
     * @throws EmbeddedKafkaException when the clients' port is in use
     */
    static Ports choose(int client) {
        // Both are held while choosing, so that they differ.
        try (ServerSocket first = bind(client);
                ServerSocket second = bind(0)) {
            return new Ports(first.getLocalPort(), second.getLocalPort());
        } catch (BindException e) {
            throw new EmbeddedKafkaException(
                    "Port " + client + " is in use: stop what listens there or choose another port for the broker", e);
        } catch (IOException e) {
            throw new EmbeddedKafkaException("The broker finds no port on " + HOST + ": " + e.getMessage(), e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(HOST, port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Whether a start failed because a port was taken in the meantime. */
    static boolean lostToAnother(Throwable failure) {
        return Causes.of(failure).stream().anyMatch(BindException.class::isInstance);
    }

    String clientAddress() {
        return HOST + ":" + client;
    }

    String controllerAddress() {
        return HOST + ":" + controller;
    }
}
