package dev.brushcast.contract.wire.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Requests to a schema registry: node after node, some times over, until one answers. */
final class RegistryHttp implements AutoCloseable {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int ROUNDS = 3;

    private final RegistrySettings settings;
    private final HttpClient client;

    RegistryHttp(RegistrySettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
    }

    /**
     * What a registry answered.
     *
     * @param node which node it was
     * @param status HTTP's
     * @param body JSON; missing when there was none
     */
    record Answer(URI node, int status, JsonNode body) {

        JsonNode required(String field) {
            JsonNode value = body.get(field);
            if (value == null) {
                throw refusal("answers without " + field + ": is that a schema registry?");
            }
            return value;
        }

        SchemaRegistryException refusal(String what) {
            String said = body.path("message").asText("");
            return new SchemaRegistryException("The schema registry at " + node + " " + what + " (HTTP " + status
                    + (said.isEmpty() ? ")" : "): " + said.lines().findFirst().orElse("")));
        }
    }

    Answer get(String path) {
        return send(path, "GET", BodyPublishers.noBody());
    }

    Answer post(String path, JsonNode body) {
        return send(path, "POST", BodyPublishers.ofString(body.toString()));
    }

    private Answer send(String path, String method, BodyPublisher body) {
        @Nullable SchemaRegistryException last = null;
        List<URI> nodes = settings.urls();
        for (int attempt = 0; attempt < ROUNDS * nodes.size(); attempt++) {
            URI node = nodes.get(attempt % nodes.size());
            try {
                if (attempt >= nodes.size()) {
                    Thread.sleep(PAUSE);
                }
                Answer answer = send(node, path, method, body);
                if (answer.status() < 500 && answer.status() != 429) {
                    return requireLogin(answer);
                }
                last = answer.refusal("is out of order");
            } catch (IOException e) {
                last = new SchemaRegistryException(
                        "No schema registry answers at " + node + " (" + why(e) + "): check schema.registry.url", e);
            } catch (InterruptedException e) {
                throw new InterruptException(e); // Kafka's own, which callers expect; sets the flag again
            }
        }
        throw last == null ? new SchemaRegistryException("No schema registry is configured") : last;
    }

    /** Java's client says nothing of a connection that is refused, or of a host that is not known. */
    private static String why(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "there is no such host";
            }
            if (cause instanceof HttpTimeoutException) {
                return "it takes too long";
            }
        }
        return failure.getMessage() == null ? "the connection is refused or broken off" : failure.getMessage();
    }

    private Answer send(URI node, String path, String method, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + path))
                .timeout(settings.timeout())
                .header("Accept", MEDIA_TYPE + ", application/json")
                .header("Content-Type", MEDIA_TYPE)
                .method(method, body);
        settings.login().ifPresent(login -> request.header("Authorization", "Basic " + base64(login)));
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(node, response.statusCode(), json(response.body()));
    }

    private static JsonNode json(String body) {
        try {
            return Json.read(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance(); // a proxy's error page; the status says enough
        }
    }

    private static Answer requireLogin(Answer answer) {
        if (answer.status() == 401 || answer.status() == 403) {
            throw answer.refusal("refuses the login: check basic.auth.user.info");
        }
        return answer;
    }

    private static String base64(String login) {
        return Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
