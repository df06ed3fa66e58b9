package dev.brushcast.contract.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real schema registry server, Apicurio, in a process of its own; what it knows is gone with it. */
final class RegistryProcess implements AutoCloseable {

    /** Put there by the build. */
    private static final Path FOLDER = Path.of("target/apicurio");

    private static final Duration UP_WITHIN = Duration.ofMinutes(2);

    /** A port that was free a moment ago may be somebody else's when the registry opens it. */
    private static final int TRIES = 3;

    private final Process process;
    private final String url;
    private final HttpClient client = HttpClient.newHttpClient();

    private RegistryProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static RegistryProcess start() throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return startOnce();
            } catch (UncheckedIOException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static RegistryProcess startOnce() throws IOException {
        int port = freePort();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Dquarkus.http.host=localhost",
                        "-Dquarkus.http.port=" + port,
                        // Port 9000 otherwise, which may be anybody's.
                        "-Dquarkus.management.port=" + freePort(),
                        "-jar",
                        "quarkus-run.jar")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolveSibling("apicurio.log").toFile())
                .start();
        RegistryProcess registry = new RegistryProcess(process, "http://localhost:" + port + "/apis/ccompat/v7");
        try {
            Awaitility.await()
                    .atMost(UP_WITHIN)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> registry.status("GET", "/subjects", "") == 200);
            return registry;
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    /** The address of its Confluent-compatible part. */
    String url() {
        return url;
    }

    /** HTTP's status of an answer, 0 for none. */
    int status(String method, String path, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            if (process.isAlive()) {
                return 0;
            }
            throw new UncheckedIOException("the registry ended, see target/apicurio.log", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
