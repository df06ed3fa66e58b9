package dev.brushcast.compose.control.hook;

import dev.brushcast.compose.control.hook.WebhookFile.Webhook;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Posts to receivers. What they answer beside the status is not read, nor followed. */
final class Post implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final InstantSource clock;

    Post(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Posts once.
     *
     * @param id of the delivery: the same in each attempt, for receivers that have had it
     * @return why it failed; empty: the receiver has it
     */
    Optional<String> send(Webhook webhook, String id, byte[] body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(webhook.url())
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("User-Agent", "brushcast")
                .header("Brushcast-Delivery", id)
                .header(
                        Signature.HEADER,
                        Signature.of(webhook.secret(), clock.instant().getEpochSecond(), body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300 ? Optional.empty() : Optional.of("it answers " + status);
        } catch (IOException e) {
            return Optional.of(e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
