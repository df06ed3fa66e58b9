package dev.brushcast.media.rtmp;

import dev.brushcast.media.PortException;
import dev.brushcast.media.publish.Publication;
import dev.brushcast.media.publish.PublicationPoint;
import dev.brushcast.media.publish.Seat;
import dev.brushcast.media.source.MediaSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port that stays open for one publisher at a time, from connection to connection. Who has another application or key, speaks
 * something else, says nothing for five seconds, or comes while another one publishes, is refused, each with one warning, and does
 * not keep anybody waiting: each connection has a virtual thread of its own. Safe for use by several threads.
 */
public final class RtmpPort implements PublicationPoint, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RtmpPort.class);
    private static final int MOST_CONNECTIONS = 64;

    private final ServerSocket server;
    private final String expected;
    private final Set<Publisher> connected = ConcurrentHashMap.newKeySet();
    private final Seat seat = new Seat();

    private RtmpPort(ServerSocket server, String expected) {
        this.server = server;
        this.expected = expected;
    }

    /**
     * Opens a port.
     *
     * @param url {@code rtmp://HOST:PORT/APP/KEY}, of which application and key are asked of publishers
     * @throws PortException if it cannot be opened
     */
    public static RtmpPort open(MediaSource.NetworkUrl url) {
        ListenAddress address = ListenAddress.of(url);
        ServerSocket socket = null;
        try {
            socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address.host(), address.port()));
        } catch (IOException e) {
            close(socket);
            throw PortException.of(address.port(), String.valueOf(e.getMessage()));
        }
        RtmpPort port = new RtmpPort(socket, address.place());
        Thread.ofVirtual().name("rtmp-port-" + address.port()).start(port::welcome);
        return port;
    }

    /**
     * Looks at an address without opening anything.
     *
     * @throws dev.brushcast.media.MediaException if it does not say where to listen and for what
     */
    public static void check(MediaSource.NetworkUrl url) {
        ListenAddress _ = ListenAddress.of(url);
    }

    /** The port, also where any free one was asked for. */
    public int number() {
        return server.getLocalPort();
    }

    private void welcome() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Publisher publisher = new Publisher(socket, expected, seat);
                if (connected.size() >= MOST_CONNECTIONS) {
                    publisher.close();
                    continue;
                }
                connected.add(publisher);
                Thread.ofVirtual().start(() -> serve(publisher));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOGGER.atWarn().log("a publisher could not be connected: {}", e.getMessage());
                }
            }
        }
    }

    private void serve(Publisher publisher) {
        try {
            Publisher.Refusal refusal = publisher.serve();
            if (refusal != null && !server.isClosed()) {
                LOGGER.atWarn().log("a publisher from {} was refused: {}", publisher.peer(), refusal.why());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            connected.remove(publisher);
            seat.leave(publisher);
        }
    }

    @Override
    public @Nullable Publication publication() {
        return seat.publication();
    }

    @Override
    public void close() {
        close(server);
        connected.forEach(Publisher::close);
    }

    private static void close(@Nullable ServerSocket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            LOGGER.atDebug().log("a port was not closed: {}", e.getMessage());
        }
    }
}
