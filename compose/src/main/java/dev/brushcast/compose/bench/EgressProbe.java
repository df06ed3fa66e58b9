package dev.brushcast.compose.bench;

import dev.brushcast.contract.Topics;
import dev.brushcast.kit.kafka.KafkaClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Egress hosts: whoever takes over serves the same playlist, at least as far as it went. */
final class EgressProbe extends FailoverProbe {

    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final Pattern FIRST = Pattern.compile("#EXT-X-MEDIA-SEQUENCE:(\\d+)");
    private static final Pattern SEGMENT = Pattern.compile("(?m)^#EXTINF:");

    private final Path logs;
    private final Ports ports;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();
    private long marked;

    EgressProbe(KafkaClients clients, Path logs, Ports ports) {
        super(clients, Topics.UNPREFIXED.egressHosts());
        this.logs = logs;
        this.ports = ports;
    }

    @Override
    String serving(Collection<String> names) {
        String owner = HostLogs.owner(logs, names);
        return owner.isEmpty() || newest(owner) < 1 ? "" : owner;
    }

    @Override
    void mark(String serving) {
        marked = newest(serving);
    }

    @Override
    boolean isMadeUpFor(String killed, String other) {
        return newest(other) >= marked;
    }

    /** Media sequence number of the playlist's last whole segment; -1: there is none. */
    private long newest(String name) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + ports.of(name) + "/streams/" + STREAM + "/styled/index.m3u8"))
                .timeout(ANSWER)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            Matcher first = FIRST.matcher(answer.body());
            if (answer.statusCode() != 200 || !first.find()) {
                return -1;
            }
            return Long.parseLong(first.group(1))
                    + SEGMENT.matcher(answer.body()).results().count()
                    - 1;
        } catch (IOException _) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
        super.close();
    }
}
