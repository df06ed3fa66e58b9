package dev.brushcast.compose.faults.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** When each stream's playlist has something new, as a viewer sees it over HTTP. One thread looks, any may ask. */
public final class EdgeWatch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Map<String, String> edges = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> moves = new ConcurrentHashMap<>();
    private final int port;
    private final List<String> streams;
    private volatile boolean closed;

    EdgeWatch(int port, List<String> streams) {
        this.port = port;
        this.streams = List.copyOf(streams);
    }

    void start() {
        Thread.ofPlatform().daemon().name("faults-edge").start(() -> {
            while (!closed) {
                streams.forEach(this::look);
                Waits.pause(EVERY);
            }
        });
    }

    private void look(String stream) {
        URI uri = URI.create("http://localhost:" + port + "/streams/" + stream + "/styled/index.m3u8");
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                note(stream, answer.body());
            }
        } catch (IOException e) {
            // It is away: nothing new is to be had.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(String stream, String playlist) {
        String edge = playlist.lines()
                .filter(line -> line.startsWith("#EXT-X-PART:") || (!line.isEmpty() && !line.startsWith("#")))
                .reduce("", (_, last) -> last);
        if (!edge.isEmpty() && !edge.equals(edges.put(stream, edge))) {
            moves(stream).add(System.nanoTime());
        }
    }

    private List<Long> moves(String stream) {
        return moves.computeIfAbsent(stream, _ -> new CopyOnWriteArrayList<>());
    }

    /** Whether something new has come since. */
    public boolean movedAfter(String stream, long nanos) {
        List<Long> all = moves(stream);
        return !all.isEmpty() && all.getLast() > nanos;
    }

    /** The longest time without anything new between two times. */
    public Duration longestStandstill(String stream, long from, long to) {
        long last = from;
        long longest = 0;
        for (long move : moves(stream)) {
            if (move > from && move < to) {
                longest = Math.max(longest, move - last);
                last = move;
            }
        }
        return Duration.ofNanos(Math.max(longest, to - last));
    }

    @Override
    public void close() {
        closed = true;
        client.shutdownNow();
    }
}
