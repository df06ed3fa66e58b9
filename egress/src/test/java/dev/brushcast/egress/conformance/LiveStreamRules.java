package dev.brushcast.egress.conformance;

import dev.brushcast.egress.conformance.MediaView.Segment;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Judges a live stream from its multivariant playlist on: all its renditions at once, part by part. */
public final class LiveStreamRules {

    private static final double PEAK = 1.25;

    private LiveStreamRules() {}

    /** By hand: {@code ROOT INDEX SECONDS}, as in {@code http://localhost:8080 /index.m3u8 3600}. */
    public static void main(String[] arguments) throws Exception {
        List<Violation> violations = follow(arguments[0], arguments[1], Double.parseDouble(arguments[2]));
        violations.stream()
                .collect(Collectors.groupingBy(Violation::rule))
                .forEach((rule, of) -> System.out.println(of.size() + " times " + of.getFirst()));
        System.out.println(violations.size() + " violations");
    }

    /**
     * Follows a stream.
     *
     * @param root of its server, without a slash at its end
     * @param index path of its multivariant playlist
     */
    public static List<Violation> follow(String root, String index, double seconds) throws Exception {
        Origin origin = Origin.at(root);
        Findings findings = new Findings();
        String text = text(origin, index);
        MultivariantRules.judge(text, findings);
        Map<String, LiveViewer> viewers = new LinkedHashMap<>();
        Set<String> playlists = playlists(index, text);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> following = new ArrayList<>();
            for (String playlist : playlists) {
                HttpRules.judge(origin, playlist, findings);
                LiveViewer viewer = new LiveViewer(
                        origin,
                        playlist,
                        others(playlist, playlists),
                        findings,
                        () -> System.nanoTime() / 1e9,
                        threads);
                viewers.put(playlist, viewer);
            }
            for (LiveViewer viewer : viewers.values()) {
                following.add(threads.submit(() -> {
                    viewer.follow(seconds);
                    return null;
                }));
            }
            for (Future<?> one : following) {
                one.get();
            }
        }
        aligned(viewers.values().stream().map(LiveViewer::segments).toList(), findings);
        bandwidths(index, text(origin, index), viewers, findings);
        codecs(origin, index, text(origin, index), viewers, findings);
        return findings.all();
    }

    private static String text(Origin origin, String path) throws IOException, InterruptedException {
        return new String(origin.get(path, Map.of()).body(), StandardCharsets.UTF_8);
    }

    static Set<String> playlists(String index, String text) {
        Set<String> playlists = new LinkedHashSet<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("#EXT-X-MEDIA:")) {
                playlists.add(resolve(index, Tag.of(line).attribute("URI")));
            } else if (!line.startsWith("#") && !line.isEmpty()) {
                playlists.add(resolve(index, line));
            }
        }
        return playlists;
    }

    private static String resolve(String base, String uri) {
        return URI.create(base).resolve(uri).toString();
    }

    /** In the folders beside this one's. */
    private static Set<String> others(String playlist, Set<String> all) {
        return all.stream()
                .filter(other -> !other.equals(playlist))
                .map(other -> ".." + other.substring(other.lastIndexOf('/', other.lastIndexOf('/') - 1)))
                .collect(Collectors.toSet());
    }

    /** The same numbers for the same times. */
    static void aligned(List<Map<Long, Segment>> renditions, Findings findings) {
        for (Map<Long, Segment> rendition : renditions) {
            rendition.forEach((number, segment) -> {
                Segment other = renditions.getFirst().getOrDefault(number, segment);
                findings.expect(
                        other.airTime().equals(segment.airTime()) && other.discontinuity() == segment.discontinuity(),
                        Rule.P09_RENDITIONS_ARE_ALIGNED,
                        "segment %d: %s and %s",
                        number,
                        other,
                        segment);
            });
        }
    }

    private static void bandwidths(String index, String text, Map<String, LiveViewer> viewers, Findings findings) {
        variants(text).forEach((uri, variant) -> {
            double peak = peak(viewers, resolve(index, uri));
            String audio = audio(text, variant);
            peak += audio.isEmpty() ? 0 : peak(viewers, resolve(index, audio));
            bandwidth(uri, peak, variant.number("BANDWIDTH"), findings);
        });
    }

    static void bandwidth(String uri, double peak, double said, Findings findings) {
        findings.expect(
                peak <= PEAK * said,
                Rule.P08_NO_SEGMENT_MUCH_ABOVE_THE_BANDWIDTH,
                "%s: %.0f bits per second, %.0f are said",
                uri,
                peak,
                said);
    }

    private static double peak(Map<String, LiveViewer> viewers, String playlist) {
        LiveViewer viewer = viewers.get(playlist);
        return viewer == null ? 0 : viewer.peakBitsPerSecond();
    }

    private static Map<String, Tag> variants(String text) {
        Map<String, Tag> variants = new LinkedHashMap<>();
        Tag tag = new Tag("", "");
        for (String line : text.lines().toList()) {
            if (line.startsWith("#EXT-X-STREAM-INF:")) {
                tag = Tag.of(line);
            } else if (!line.startsWith("#") && !line.isEmpty()) {
                variants.put(line, tag);
            }
        }
        return variants;
    }

    private static String audio(String text, Tag variant) {
        return text.lines()
                .filter(line -> line.startsWith("#EXT-X-MEDIA:"))
                .map(Tag::of)
                .filter(tag -> !variant.attribute("AUDIO").isEmpty()
                        && tag.attribute("GROUP-ID").equals(variant.attribute("AUDIO")))
                .map(tag -> tag.attribute("URI"))
                .findFirst()
                .orElse("");
    }

    private static void codecs(
            Origin origin, String index, String text, Map<String, LiveViewer> viewers, Findings findings)
            throws IOException, InterruptedException {
        for (Map.Entry<String, Tag> variant : variants(text).entrySet()) {
            String playlist = resolve(index, variant.getKey());
            LiveViewer viewer = viewers.get(playlist);
            if (viewer == null || viewer.segments().isEmpty()) {
                continue;
            }
            String map = viewer.segments().values().iterator().next().map();
            byte[] init = origin.get(resolve(playlist, map), Map.of()).body();
            CodecRules.judge(variant.getKey(), variant.getValue().attribute("CODECS"), init, findings);
        }
    }
}
