package dev.brushcast.compose.faults.stage;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Ports that stay the same over restarts, so below those that systems hand out to clients.
 *
 * @param first the first of {@value #SIZE}
 */
public record Ports(int first) {

    private static final int SIZE = 10;
    private static final int BROKERS = 3;

    /** The first block that is free. */
    public static Ports free(int from, int to) {
        for (int first = from; first + SIZE <= to; first += SIZE) {
            if (isFree(first)) {
                return new Ports(first);
            }
        }
        throw new StageException("no " + SIZE + " free ports between " + from + " and " + to);
    }

    private static boolean isFree(int first) {
        for (int port = first; port < first + SIZE; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(port));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    int client(int broker) {
        return first + broker - 1;
    }

    int controller(int broker) {
        return first + BROKERS + broker - 1;
    }

    int source() {
        return first + 2 * BROKERS;
    }

    int egress() {
        return first + 2 * BROKERS + 1;
    }

    /** For whatever a fault needs. */
    public int spare() {
        return first + 2 * BROKERS + 2;
    }
}
