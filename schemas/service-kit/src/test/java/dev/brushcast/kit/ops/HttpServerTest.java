package dev.brushcast.kit.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpServerTest {

    private static final HttpServer.Limits SHORT =
            new HttpServer.Limits(Duration.ofMillis(300), Duration.ofSeconds(1), 3);
    private static final String HALF = "GET /x HTTP/1.1\r\nHost: localhost\r\n";

    private final HttpServer server = server("localhost");
    private final Heard heard = new Heard();

    @BeforeEach
    void start() {
        Logger.getLogger("io.helidon").addHandler(heard);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        Logger.getLogger("io.helidon").removeHandler(heard);
    }

    @Test
    void headersThatDoNotEndCloseTheConnection() throws Exception {
        try (Socket half = connect()) {
            half.getOutputStream().write(HALF.getBytes(StandardCharsets.US_ASCII));

            assertThat(isClosed(half)).isTrue();
        }
    }

    @Test
    void headersThatComeDropByDropDoNotLastLonger() throws Exception {
        try (Socket drip = connect()) {
            OutputStream out = drip.getOutputStream();
            out.write(HALF.getBytes(StandardCharsets.US_ASCII));
            Thread dripping = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 100; i++) {
                        Thread.sleep(50);
                        out.write(("X-" + i + ": y\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException | InterruptedException _) { // the server has had enough
                    Thread.currentThread().interrupt();
                }
            });

            assertThat(isClosed(drip)).isTrue();
            assertThat(dripping.join(Duration.ofSeconds(3))).isTrue();
        }
    }

    @Test
    void idleConnectionsAreClosedAndMakeRoom() throws Exception {
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < SHORT.connections(); i++) {
            idle.add(connect());
        }

        assertThat(get("localhost")).contains(" 200 ");
        for (Socket socket : idle) {
            assertThat(isClosed(socket)).isTrue();
            socket.close();
        }
    }

    @Test
    void whatClientsBreakOffLeavesNoStackTrace() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(HALF.getBytes(StandardCharsets.US_ASCII));
            }
        }
        Thread.sleep(2 * SHORT.headers().toMillis());

        assertThat(get("localhost")).contains(" 200 ");
        assertThat(heard.failures).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST, 200",
        "127.0.0.1:80, 200",
        "[::1]:8080, 200",
        "cam.localhost, 200",
        "evil.example, 421",
        "127.0.0.1.evil.example, 421",
        "evil.example:80, 421",
        "192.168.1.4, 421"
    })
    void aServerOfThisMachineAnswersToItsNamesOnly(String host, int status) throws Exception {
        assertThat(get(host)).contains(" " + status + " ");
    }

    @Test
    void aServerForOthersAnswersToAnyName() throws Exception {
        HttpServer open = server("0.0.0.0");
        open.start();
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.2:" + open.port() + "/x"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(LoopbackHosts.of("0.0.0.0")).isEmpty();
        } finally {
            open.close();
        }
    }

    private static HttpServer server(String host) {
        HttpRouting.Builder routing = HttpRouting.builder().get("/x", (_, response) -> response.send("x"));
        return new HttpServer("test server", host, 0, SHORT, routing);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("localhost", server.port());
        socket.setSoTimeout(5000);
        return socket;
    }

    private String get(String host) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(("GET /x HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // an error answer is as good
            }
            return true;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        } catch (java.net.SocketException _) { // reset
            return true;
        }
    }

    /** Failures that would be on the terminal. */
    private static final class Heard extends Handler {
        final List<LogRecord> failures = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publish(LogRecord record) {
            if (record.getThrown() != null) {
                failures.add(record);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
