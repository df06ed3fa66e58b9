package dev.brushcast.egress.conformance;

import dev.brushcast.egress.conformance.MediaView.Part;
import dev.brushcast.egress.conformance.MediaView.Segment;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.DoubleSupplier;

/** A player of one rendition that follows its edge part by part, and judges all that it is told and given. Confined to one thread. */
final class LiveViewer {

    private final Origin origin;
    private final String playlist;
    private final Set<String> others;
    private final Findings findings;
    private final DoubleSupplier clock;
    private final ExecutorService hints;
    private final HistoryRules history;
    private final MediaRules media;
    private final Delta delta = new Delta();
    private final Map<String, byte[]> parts = new HashMap<>();
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private double peakBitsPerSecond;
    private double secondsSeen;
    private long bytesSeen;
    private int readings;

    /**
     * A viewer.
     *
     * @param playlist path of its media playlist
     * @param others uris of the stream's other media playlists, as seen from this one
     * @param clock seconds
     * @param hints where what is announced is waited for
     */
    LiveViewer(
            Origin origin,
            String playlist,
            Set<String> others,
            Findings findings,
            DoubleSupplier clock,
            ExecutorService hints) {
        this.origin = origin;
        this.playlist = playlist;
        this.others = others;
        this.findings = findings;
        this.clock = clock;
        this.hints = hints;
        this.history = new HistoryRules(findings);
        this.media = new MediaRules(findings);
    }

    /** Follows until so long has passed or the stream has ended. */
    void follow(double seconds) throws IOException, InterruptedException {
        double end = clock.getAsDouble() + seconds;
        MediaView view = read(playlist);
        take(view);
        while (clock.getAsDouble() < end && !view.ended()) {
            Optional<CompletableFuture<byte[]>> hinted = view.hint().map(this::waitFor);
            MediaView next = reload(view);
            take(next);
            hinted(view, next, hinted);
            view = next;
        }
    }

    /** Asks for the part that comes next; every other time without what is known. */
    private MediaView reload(MediaView view) throws IOException, InterruptedException {
        long sequence = view.open().map(Segment::number).orElse(view.last() + 1);
        int part = view.open().map(open -> open.parts().size()).orElse(0);
        boolean skip = readings++ % 2 == 1;
        String query = "?_HLS_msn=" + sequence + "&_HLS_part=" + part + (skip ? "&_HLS_skip=YES" : "");
        MediaView next = read(playlist + query);
        findings.expect(
                next.ended() || has(next, sequence, part),
                Rule.LL13_WAITS_FOR_WHAT_IS_ASKED,
                "%s was answered without it",
                query);
        if (skip) {
            compare(next, read(playlist));
        }
        return next;
    }

    private static boolean has(MediaView view, long sequence, int part) {
        return view.last() > sequence
                || view.all().stream()
                        .anyMatch(segment -> segment.number() == sequence
                                && (!segment.uri().isEmpty() || segment.parts().size() > part));
    }

    private void compare(MediaView merged, MediaView whole) {
        Map<Long, Segment> there = new HashMap<>();
        whole.segments().forEach(segment -> there.put(segment.number(), segment));
        for (Segment segment : merged.segments()) {
            Segment other = there.getOrDefault(segment.number(), segment);
            findings.expect(
                    withoutParts(other).equals(withoutParts(segment)),
                    Rule.LL12_DELTAS_MAKE_THE_WHOLE,
                    "%s with an update, %s without",
                    segment,
                    other);
        }
        long missing = there.keySet().stream()
                .filter(number -> number <= merged.last()
                        && merged.segments().stream().noneMatch(segment -> segment.number() == number)
                        && merged.open().map(open -> open.number() != number).orElse(true))
                .count();
        findings.expect(missing == 0, Rule.LL12_DELTAS_MAKE_THE_WHOLE, "%d segments are missing", missing);
    }

    private static Segment withoutParts(Segment segment) {
        return new Segment(
                segment.number(),
                segment.uri(),
                segment.seconds(),
                segment.discontinuity(),
                segment.map(),
                segment.airTime(),
                List.of());
    }

    private MediaView read(String path) throws IOException, InterruptedException {
        Origin.Answer answer = origin.get(path, Map.of());
        findings.expect(answer.status() != 503, Rule.L11_FRESH, "%s: nothing new came", path);
        findings.expect(answer.status() / 100 != 3, Rule.H07_NO_REDIRECTS, "%s: %d", path, answer.status());
        if (answer.status() != 200) {
            throw new IOException(path + ": " + answer.status());
        }
        return MediaView.of(delta.whole(new String(answer.body(), StandardCharsets.UTF_8)));
    }

    private void take(MediaView view) throws IOException, InterruptedException {
        PlaylistRules.judge(view, findings);
        if (view.live()) {
            EdgeRules.judge(view, others, findings);
        }
        history.judge(view, clock.getAsDouble());
        for (Part part : view.parts().toList()) {
            if (!parts.containsKey(part.uri())) {
                parts.put(part.uri(), bytes(part.uri()));
            }
        }
        for (Segment segment : view.segments()) {
            if (!segments.containsKey(segment.number())) {
                segments.put(segment.number(), segment);
                byte[] whole = bytes(segment.uri());
                secondsSeen += segment.seconds();
                bytesSeen += whole.length;
                peakBitsPerSecond = Math.max(peakBitsPerSecond, 8 * whole.length / segment.seconds());
                media.judge(segment, uri -> uri.equals(segment.uri()) ? whole : bytes(uri));
                segment.parts().forEach(part -> parts.remove(part.uri()));
            }
        }
        left(view);
    }

    /** What has just left the playlist. */
    private void left(MediaView view) throws IOException, InterruptedException {
        long first = (long) view.number("#EXT-X-MEDIA-SEQUENCE");
        for (Segment gone : List.copyOf(segments.headMap(first).values())) {
            int status = origin.get(resolve(gone.uri()), Map.of()).status();
            findings.expect(status == 200, Rule.L10_WHAT_HAS_LEFT_CAN_STILL_BE_FETCHED, "%s: %d", gone.uri(), status);
            segments.remove(gone.number());
        }
    }

    private byte[] bytes(String uri) throws IOException {
        byte[] known = parts.get(uri);
        if (known != null) {
            return known;
        }
        try {
            Origin.Answer answer = origin.get(resolve(uri), Map.of());
            findings.expect(
                    answer.status() == 200, Rule.LL18_NAMES_NOTHING_THAT_IS_NOT_THERE, "%s: %d", uri, answer.status());
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private CompletableFuture<byte[]> waitFor(String uri) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        Origin.Answer answer = origin.get(resolve(uri), Map.of());
                        return answer.status() == 200 ? answer.body() : new byte[0];
                    } catch (IOException | InterruptedException e) {
                        return new byte[0];
                    }
                },
                hints);
    }

    /** What was announced is what the playlist names next. */
    private void hinted(MediaView before, MediaView view, Optional<CompletableFuture<byte[]>> hinted) {
        Optional<String> uri = before.hint();
        if (uri.isPresent() && view.parts().anyMatch(part -> part.uri().equals(uri.get()))) {
            int got = hinted.orElseThrow().join().length;
            findings.expect(got > 0, Rule.LL09_ONE_HINT_THAT_COMES_TRUE, "%s was refused while it was made", uri.get());
        }
    }

    private String resolve(String uri) {
        return URI.create(playlist).resolve(uri).toString();
    }

    /** The segments that it has seen and that are still there, by their numbers. */
    Map<Long, Segment> segments() {
        return segments;
    }

    double peakBitsPerSecond() {
        return peakBitsPerSecond;
    }

    double averageBitsPerSecond() {
        return secondsSeen == 0 ? 0 : 8 * bytesSeen / secondsSeen;
    }

    /** How much media it was given. */
    double secondsSeen() {
        return secondsSeen;
    }
}
