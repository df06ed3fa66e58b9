package dev.brushcast.egress.conformance;

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
import java.util.stream.Stream;

/** Judges a live stream from its multivariant playlist on: all its renditions at once, in every size, part by part. */
public final class LiveStreamRules {

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
        StyleRules.groups(text, findings);
        styles(origin, index, text, findings);
        Map<String, LiveViewer> viewers = new LinkedHashMap<>();
        Set<String> others = otherStyles(index, text);
        Set<String> playlists = playlists(index, text);
        playlists.removeAll(others);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> following = new ArrayList<>();
            for (String playlist : playlists) {
                HttpRules.judge(origin, playlist, findings);
                LiveViewer viewer = new LiveViewer(
                        origin,
                        playlist,
                        others(playlist, playlists, others),
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
        styles(origin, index, text(origin, index), findings);
        LadderRules.aligned(viewers.values().stream().map(LiveViewer::segments).toList(), findings);
        LadderRules.sameKeys(
                variants(text).keySet().stream()
                        .flatMap(uri -> Stream.ofNullable(viewers.get(resolve(index, uri))))
                        .map(LiveViewer::segments)
                        .toList(),
                findings);
        LadderRules.saidOnce(text(origin, index), findings);
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

    /** All that are named, seen from one of them. */
    private static Set<String> others(String playlist, Set<String> own, Set<String> ofOtherStyles) {
        return Stream.concat(own.stream(), ofOtherStyles.stream())
                .filter(other -> !other.equals(playlist))
                .map(other -> StyleRules.relative(playlist, other))
                .collect(Collectors.toSet());
    }

    /** Of streams beside this one, which are followed where they are a stream's own. */
    private static Set<String> otherStyles(String index, String text) {
        return StyleRules.alternatives(text).values().stream()
                .flatMap(List::stream)
                .map(uri -> resolve(index, uri))
                .collect(Collectors.toSet());
    }

    private static void styles(Origin origin, String index, String text, Findings findings)
            throws IOException, InterruptedException {
        for (Map.Entry<String, List<String>> pictures :
                StyleRules.alternatives(text).entrySet()) {
            for (String other : pictures.getValue()) {
                StyleRules.sameMoments(
                        text(origin, resolve(index, pictures.getKey())), text(origin, resolve(index, other)), findings);
            }
        }
    }

    private static void bandwidths(String index, String text, Map<String, LiveViewer> viewers, Findings findings) {
        variants(text).forEach((uri, variant) -> {
            LiveViewer pictures = viewers.get(resolve(index, uri));
            String audioUri = audio(text, variant);
            LiveViewer audio = audioUri.isEmpty() ? null : viewers.get(resolve(index, audioUri));
            if (pictures != null) {
                double peak = pictures.peakBitsPerSecond() + (audio == null ? 0 : audio.peakBitsPerSecond());
                double average = pictures.averageBitsPerSecond() + (audio == null ? 0 : audio.averageBitsPerSecond());
                LadderRules.bandwidth(uri, peak, variant.number("BANDWIDTH"), findings);
                if (variant.attribute("VIDEO").isEmpty()) { // else that of the largest style is said
                    LadderRules.average(
                            uri, average, pictures.secondsSeen(), variant.number("AVERAGE-BANDWIDTH"), findings);
                }
            }
        });
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
