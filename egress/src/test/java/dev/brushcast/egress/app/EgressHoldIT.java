package dev.brushcast.egress.app;

import static dev.brushcast.contract.avro.FrameOutcome.STYLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.conformance.LiveStreamRules;
import dev.brushcast.egress.conformance.Rule;
import dev.brushcast.egress.conformance.Violation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live stream whose source is away for a while, as viewers follow it. */
class EgressHoldIT extends EgressOnKafka {

    private static final long SECOND_US = 1_000_000;
    private static final long EVERY_US = 500_000;
    private static final long FRAME_CHUNK_US = (long) StreamProducer.FRAME_US * StreamProducer.CHUNK;
    private static final int WINDOW_SEGMENTS = 6;
    private static final Pattern SEGMENT = Pattern.compile("(?m)^e1-.*$");
    private static final Pattern SEQUENCE = Pattern.compile("#EXT-X-MEDIA-SEQUENCE:([0-9]+)");
    private static final Pattern PART = Pattern.compile("part-[0-9]+-[0-9]+\\.m4s");

    @TempDir
    private Path second;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whoFollowsALiveStreamWhoseSourceIsAwayFindsNothingWrongAndNoHoleInItsAirTime() throws Exception {
        Tone tone = Tone.aac("stereo", 2, 4);
        Tone longer = Tone.aac("stereo", 2, 12);
        long backUs = 12 * SECOND_US + 345_678;
        try (StreamProducer producer = producer(PayloadFormat.RGB24).live();
                OneEgress service = live(folder, 2)) {
            producer.audio(tone.format(), tone.packets(), true);
            service.start();
            frames(producer, 0, 52);
            Awaitility.await().until(() -> service.progress().frames().out() >= 48);
            FutureTask<List<Violation>> followed = new FutureTask<>(() -> LiveStreamRules.follow(
                    "http://localhost:" + service.httpPort().orElseThrow(), "/index.m3u8", 15));
            Thread.ofVirtual().start(followed);
            inTime(
                    FRAME_CHUNK_US,
                    52 / StreamProducer.CHUNK,
                    100 / StreamProducer.CHUNK,
                    chunk -> frames(producer, chunk * StreamProducer.CHUNK, (chunk + 1) * StreamProducer.CHUNK));
            inTime(
                    EVERY_US,
                    9,
                    25,
                    step -> producer.hold(step * EVERY_US, step > 16 ? 8 * SECOND_US : null, tone.format(), false));
            producer.hold(backUs, 8 * SECOND_US, tone.format(), true);
            producer.epoch(2, StreamProducer.START_US + backUs).audio(longer.format(), longer.packets());
            inTime(
                    FRAME_CHUNK_US,
                    0,
                    240 / StreamProducer.CHUNK,
                    chunk -> frames(producer, chunk * StreamProducer.CHUNK, (chunk + 1) * StreamProducer.CHUNK));

            assertThat(followed.get())
                    .filteredOn(violation -> violation.rule() != Rule.LL15_ANSWERS_AT_ONCE_WHAT_IS_THERE)
                    .isEmpty();
            for (String rendition : List.of("styled", "audio", "source")) {
                String path = "/" + rendition + "/index.m3u8";
                Awaitility.await().until(() -> get(service, path).contains("e2-"));
                assertThat(get(service, path).lines().filter("#EXT-X-DISCONTINUITY"::equals))
                        .as(rendition)
                        .hasSize(1);
                assertAirTimeHasNoHole(get(service, path));
            }
            assertThat(service.progress().frames().out()).isLessThanOrEqualTo(340);
            assertThat(service.progress().filled()).isPositive();
        }
    }

    @Test
    void twoEgressesAndOneThatIsStartedAgainWhileTheSourceIsAwaySayAndServeTheSame() throws Exception {
        Tone tone = Tone.aac("stereo", 2, 3);
        try (StreamProducer producer = producer(PayloadFormat.RGB24).live();
                OneEgress other = live(second, 1)) {
            producer.audio(tone.format(), tone.packets(), true);
            frames(producer, 0, 76);
            other.start();
            hold(producer, tone, 3, 7, null);
            assertSameOnceThereIs(5, other);

            hold(producer, tone, 7, 16, null);
            assertSameOnceThereIs(14, other);
            hold(producer, tone, 16, 33, 20 * SECOND_US);
            assertSameOnceThereIs(31, other);

            producer.shift(33 * SECOND_US + 123_456 - 76 * (long) StreamProducer.FRAME_US);
            frames(producer, 76, 152);
            Tone later = Tone.aac("stereo", 2, 4);
            producer.audio(
                    later.format(),
                    later.packets().stream()
                            .filter(packet -> packet.pts() >= 0)
                            .map(packet -> packet.at(packet.pts() + 33 * 48_000 + 9_600, packet.duration()))
                            .toList(),
                    true);
            assertSameOnceThereIs(34, other);
        }
    }

    /** Whoever has gone on, and whoever begins now. */
    private void assertSameOnceThereIs(long segment, OneEgress other) throws Exception {
        try (OneEgress again = live(folder, 1)) {
            again.start();
            for (String rendition : List.of("styled", "audio", "source")) {
                String path = "/" + rendition + "/index.m3u8";
                String name = String.format("-segment-%05d.m4s", segment);
                Awaitility.await().until(() -> get(other, path).contains(name));
                Awaitility.await().untilAsserted(() -> assertSameFromWhereItBegins(get(again, path), get(other, path)));
                List<String> parts = parts(get(other, path));
                assertThat(parts).hasSizeGreaterThan(6);
                for (String part : parts) {
                    String partPath = "/" + rendition + "/" + part;
                    assertThat(bytes(again, partPath)).as(partPath).isEqualTo(bytes(other, partPath));
                }
            }
        }
    }

    private static void assertSameFromWhereItBegins(String again, String other) {
        Matcher first = SEGMENT.matcher(again);
        assertThat(first.find()).isTrue();
        assertThat(other).contains(first.group());
        assertThat(sequence(again))
                .isEqualTo(sequence(other)
                        + SEGMENT.matcher(before(first.group(), other))
                                .results()
                                .count());
        assertThat(again.substring(before(first.group(), again).length()))
                .isEqualTo(other.substring(before(first.group(), other).length()));
    }

    private static String before(String segment, String playlist) {
        return playlist.substring(0, playlist.lastIndexOf("#EXT-X-PROGRAM-DATE-TIME", playlist.indexOf(segment)));
    }

    private static long sequence(String playlist) {
        Matcher found = SEQUENCE.matcher(playlist);
        assertThat(found.find()).isTrue();
        return Long.parseLong(found.group(1));
    }

    private static void hold(
            StreamProducer producer, Tone tone, long fromSecond, long toSecond, @Nullable Long slateFromUs) {
        for (long until = fromSecond * SECOND_US + EVERY_US; until <= toSecond * SECOND_US; until += EVERY_US) {
            boolean slate = slateFromUs != null && slateFromUs < until;
            producer.hold(until, slate ? slateFromUs : null, tone.format(), false);
        }
    }

    /** A millisecond is what the tags can say. */
    private static void assertAirTimeHasNoHole(String playlist) {
        List<Instant> starts = new ArrayList<>();
        List<Instant> ends = new ArrayList<>();
        for (String line : playlist.lines().toList()) {
            if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME:")) {
                starts.add(Instant.parse(line.substring(line.indexOf(':') + 1)));
            } else if (line.startsWith("#EXTINF:")) {
                double seconds = Double.parseDouble(line.substring(line.indexOf(':') + 1, line.indexOf(',')));
                ends.add(starts.getLast().plusNanos(Math.round(seconds * 1e9)));
            }
        }
        assertThat(ends).hasSizeGreaterThan(3);
        for (int i = 0; i + 1 < ends.size(); i++) {
            assertThat(Duration.between(ends.get(i), starts.get(i + 1)).abs())
                    .as("hole after %s", ends.get(i))
                    .isLessThanOrEqualTo(Duration.ofMillis(2));
        }
    }

    private interface Step {
        void take(int number);
    }

    /** Each step at its time, counted from the first. */
    private static void inTime(long everyUs, int from, int to, Step step) {
        long start = System.nanoTime();
        for (int i = from; i < to; i++) {
            LockSupport.parkNanos(start + 1_000 * everyUs * (i - from) - System.nanoTime());
            step.take(i);
        }
    }

    private static void frames(StreamProducer producer, int from, int to) {
        for (int first = from; first < to; first += StreamProducer.CHUNK) {
            producer.chunk(first, Collections.nCopies(StreamProducer.CHUNK, STYLED), List.of(), false);
        }
    }

    private OneEgress live(Path out, int segmentSeconds) {
        return service(
                out,
                EgressConfig.End.NEVER,
                false,
                Duration.ofSeconds((long) WINDOW_SEGMENTS * segmentSeconds),
                Duration.ofSeconds(segmentSeconds));
    }

    private static List<String> parts(String playlist) {
        List<String> parts = new ArrayList<>();
        Matcher found = PART.matcher(playlist.replaceAll("#EXT-X-PRELOAD-HINT.*", ""));
        while (found.find()) {
            parts.add(found.group());
        }
        return parts;
    }

    private String get(OneEgress service, String path) throws Exception {
        return client.send(request(service, path), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private byte[] bytes(OneEgress service, String path) throws Exception {
        HttpResponse<byte[]> answer = client.send(request(service, path), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static HttpRequest request(OneEgress service, String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:" + service.httpPort().orElseThrow() + path))
                .build();
    }
}
