package dev.brushcast.egress.app;

import static dev.brushcast.contract.avro.FrameOutcome.REUSED_LATE;
import static dev.brushcast.contract.avro.FrameOutcome.REUSED_SIMILAR;
import static dev.brushcast.contract.avro.FrameOutcome.STYLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.Rung;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that is gone, and another one, with a disk of its own, that goes on for it in the middle of a long capture. */
@RunsOnKafka
class EgressTakenOverIT extends EgressOnKafka {

    private static final Duration SEGMENT = Duration.ofSeconds(1);
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int LATE = 60;
    private static final int ALIKE_FROM = 108;
    private static final int ALIKE_TO = 520;
    private static final List<String> RENDITIONS = List.of("styled", "styled-48p", "audio", "source");
    private static final Pattern FIRST = Pattern.compile("#EXT-X-MEDIA-SEQUENCE:(\\d+)");
    private static final Pattern PART = Pattern.compile("#EXT-X-PART:[^\\n]*URI=\"(part-[0-9]+-[0-9]+\\.m4s)\"");

    @TempDir
    private Path second;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whoGoesOnSaysTheSameNumbersAndServesTheSameBytesFromWhereThePlayersAre() throws Exception {
        Tone tone = Tone.aac("stereo", 2, 40);
        try (StreamProducer producer = producer(PayloadFormat.JPEG).live()) {
            producer.audio(tone.format(), tone.packets());
            producer.cues(List.of());
            Map<String, String> before = new LinkedHashMap<>();
            Map<String, byte[]> parts = new LinkedHashMap<>();
            try (OneEgress one = egress(folder)) {
                one.start();
                frames(producer, 0, 580);
                for (String rendition : RENDITIONS) {
                    String playlist = awaitPart(one, rendition, "part-23-0.m4s\"");
                    before.put(rendition, playlist);
                    for (String part : parts(playlist)) {
                        parts.put(rendition + "/" + part, bytes(one, rendition + "/" + part));
                    }
                }
            }
            try (OneEgress other = egress(second)) {
                other.start();
                String earliest = awaitPlaylist(other);
                assertThat(last(earliest))
                        .as("players are never shown less than they have seen")
                        .isGreaterThanOrEqualTo(22);
                for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                    Awaitility.await().until(() -> status(other, part.getKey()) == 200);
                    assertThat(bytes(other, part.getKey())).as(part.getKey()).isEqualTo(part.getValue());
                }
                frames(producer, 580, 760);
                for (String rendition : RENDITIONS) {
                    String playlist = awaitPart(other, rendition, "part-29-0.m4s\"");
                    assertThat(first(playlist)).isEqualTo(15);
                    assertThat(playlist).contains("#EXT-X-DISCONTINUITY-SEQUENCE:0\n");
                    List<String> common = segments(before.getOrDefault(rendition, ""));
                    assertThat(segments(playlist).subList(0, 8))
                            .as("what both name")
                            .isEqualTo(common.subList(15, 23));
                }
                sameFiles();
            }
        }
    }

    @Test
    void aHostThatGetsAStreamBackNamesWhatItHasStillGot() throws Exception {
        try (StreamProducer producer = producer(PayloadFormat.RGB24).live()) {
            producer.silence();
            frames(producer, 0, 580);
            try (OneEgress all = egress(second)) {
                all.start();
                try (OneEgress one = egress(folder)) {
                    one.start();
                    awaitPart(all, "styled", "part-23-0.m4s\"");
                    awaitPart(one, "styled", "part-23-0.m4s\"");
                }
                frames(producer, 580, 680);
                try (OneEgress again = egress(folder)) {
                    again.start();
                    frames(producer, 680, 760);
                    String whole = awaitPart(all, "styled", "part-30-0.m4s\"");
                    Awaitility.await()
                            .untilAsserted(() -> assertThat(get(again, "styled/index.m3u8"))
                                    .isEqualTo(get(all, "styled/index.m3u8")));
                    assertThat(first(whole)).isEqualTo(15);
                }
            }
        }
    }

    private OneEgress egress(Path out) {
        return service(out, EgressConfig.End.NEVER, false, WINDOW, SEGMENT, List.of(Rung.ofHeight(48)));
    }

    /** The model is late at first, and what is before where the other host begins looks alike for long. */
    private static void frames(StreamProducer producer, int from, int to) {
        for (int first = from; first < to; first += StreamProducer.CHUNK) {
            FrameOutcome outcome =
                    first < LATE ? REUSED_LATE : first < ALIKE_FROM || first >= ALIKE_TO ? STYLED : REUSED_SIMILAR;
            producer.chunk(first, Collections.nCopies(StreamProducer.CHUNK, outcome), List.of(), false);
        }
    }

    /** Files of one name, in both folders. */
    private void sameFiles() throws IOException {
        List<Path> both = new ArrayList<>();
        for (String rendition : RENDITIONS) {
            try (Stream<Path> files = Files.list(second.resolve(rendition))) {
                files.filter(file -> file.toString().endsWith("4s")
                                || file.toString().endsWith("mp4"))
                        .map(second::relativize)
                        .filter(file -> Files.exists(folder.resolve(file)))
                        .forEach(both::add);
            }
        }
        assertThat(both).hasSize(RENDITIONS.size() * (1 + 8));
        for (Path file : both) {
            assertThat(second.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
        }
    }

    private String awaitPart(OneEgress service, String rendition, String part) {
        String path = rendition + "/index.m3u8";
        Awaitility.await(path).until(() -> get(service, path).contains(part));
        return get(service, path);
    }

    private String awaitPlaylist(OneEgress service) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> get(service, "styled/index.m3u8").startsWith("#EXTM3U"));
        return get(service, "styled/index.m3u8");
    }

    private static long first(String playlist) {
        Matcher found = FIRST.matcher(playlist);
        assertThat(found.find()).isTrue();
        return Long.parseLong(found.group(1));
    }

    /** Number of the last whole segment. */
    private static long last(String playlist) {
        return first(playlist) + segments(playlist).size() - 1;
    }

    /** What is said of each whole segment, but for its parts. */
    private static List<String> segments(String playlist) {
        List<String> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        for (String line : playlist.lines().toList()) {
            if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME") || line.startsWith("#EXTINF")) {
                segment.append(line).append('\n');
            } else if (!line.startsWith("#")) {
                segments.add(segment + line);
                segment.setLength(0);
            }
        }
        return segments;
    }

    private static List<String> parts(String playlist) {
        return PART.matcher(playlist).results().map(found -> found.group(1)).toList();
    }

    private String get(OneEgress service, String path) {
        try {
            return client.send(request(service, path), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] bytes(OneEgress service, String path) throws Exception {
        HttpResponse<byte[]> answer = client.send(request(service, path), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private int status(OneEgress service, String path) throws Exception {
        return client.send(request(service, path), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpRequest request(OneEgress service, String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:" + service.httpPort().orElseThrow() + "/" + path))
                .build();
    }
}
