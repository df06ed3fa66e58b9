package dev.brushcast.egress.app;

import static dev.brushcast.contract.avro.FrameOutcome.STYLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.SpliceKind;
import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.Rung;
import dev.brushcast.egress.conformance.LiveStreamRules;
import dev.brushcast.egress.conformance.Rule;
import dev.brushcast.egress.conformance.Violation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream as it comes, followed at its edge. */
class EgressLiveIT extends EgressOnKafka {

    private static final int WINDOW_SEGMENTS = 6;

    /** How fast this machine is. */
    private static final Set<Rule> OF_THE_MACHINE = Set.of(Rule.L11_FRESH, Rule.LL15_ANSWERS_AT_ONCE_WHAT_IS_THERE);

    /** A break from 4.4 s on that lasts 1.32 s, announced at its capture's start. */
    private static final SpliceCue OUT = cue(SpliceKind.OUT, 4_400_000, null, 1_320_000L);

    private static final SpliceCue IN = cue(SpliceKind.IN, 5_720_000, 4_400_000L, null);

    private static final Pattern PART = Pattern.compile("part-[0-9]+-[0-9]+\\.m4s");

    private static final List<Rung> LADDER = List.of(Rung.ofHeight(72), new Rung(48, 60));

    private static final List<String> RENDITIONS = List.of("styled", "styled-72p", "styled-48p", "audio");

    @TempDir
    private Path second;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whoFollowsALiveStreamOverACaptureThatBreaksOffFindsNothingWrong() throws Exception {
        Tone tone = Tone.aac("stereo", 2, 8);
        Tone longer = Tone.aac("stereo", 2, 60);
        try (StreamProducer producer = producer(PayloadFormat.RGB24).live();
                OneEgress service = live(folder, 2)) {
            producer.audio(tone.format(), tone.packets());
            service.start();
            inTime(producer, 0, 52);
            awaitFrames(service, 48);
            FutureTask<List<Violation>> followed = new FutureTask<>(() -> LiveStreamRules.follow(
                    "http://localhost:" + service.httpPort().orElseThrow(), "/index.m3u8", 16));
            Thread.ofVirtual().start(followed);
            producer.cues(List.of(OUT, IN));
            inTime(producer, 52, 144);
            producer.cues(List.of());
            inTime(producer, 144, 200);
            producer.epoch(2, StreamProducer.START_US + 9_000_000L).audio(longer.format(), longer.packets());
            // a machine that is busy takes longer to begin to follow: what it waits for at last has to come
            inTime(producer, 0, _ -> !followed.isDone());

            assertThat(followed.get())
                    .filteredOn(violation -> !OF_THE_MACHINE.contains(violation.rule()))
                    .isEmpty();
            assertThat(get(service, "/styled/index.m3u8")).contains("CLASS=\"dev.brushcast.generated\"");
            for (String rendition : RENDITIONS) {
                assertThat(get(service, "/" + rendition + "/index.m3u8"))
                        .contains("#EXT-X-PART:", "#EXT-X-DISCONTINUITY\n");
            }
        }
    }

    @Test
    void twoEgressesAndOneThatIsStartedAgainSayAndServeTheSameBytes() throws Exception {
        Tone tone = Tone.aac("stereo", 2, 10);
        try (StreamProducer producer = producer(PayloadFormat.RGB24).live();
                OneEgress other = live(second, 1)) {
            producer.audio(tone.format(), tone.packets());
            producer.cues(List.of(OUT, IN));
            try (OneEgress one = live(folder, 1)) {
                one.start();
                frames(producer, 0, 76);
                awaitFrames(one, 72);
                other.start();
                frames(producer, 76, 144);
                assertSame(one, other);
            }
            try (OneEgress again = live(folder, 1)) {
                again.start();
                assertSame(again, other);
            }
        }
    }

    @Test
    void aSpliceCutsTheOriginalAndTheStyledPictureAlikeAndIsSaidInAllPlaylists() throws Exception {
        Tone tone = Tone.aac("stereo", 2, 10);
        try (StreamProducer producer = producer(PayloadFormat.RGB24).live().cues(List.of(OUT, IN));
                OneEgress service = live(folder, 1)) {
            producer.audio(tone.format(), tone.packets());
            service.start();
            frames(producer, 0, 168);
            List<List<String>> cuts = new ArrayList<>();
            for (String rendition : List.of("styled", "styled-72p", "styled-48p", "audio", "source")) {
                String path = "/" + rendition + "/index.m3u8";
                Awaitility.await().until(() -> get(service, path).contains("part-6-0.m4s\",INDEPENDENT"));
                assertThat(get(service, path))
                        .contains(",PLANNED-DURATION=1.320000,SCTE35-OUT=0xFC00", ",DURATION=1.320000,SCTE35-IN=0xFC00")
                        .contains("DURATION=0.400000,URI=\"part-4-0.m4s\",INDEPENDENT=YES")
                        .contains("URI=\"part-4-1.m4s\",INDEPENDENT=YES");
                cuts.add(get(service, path)
                        .lines()
                        .filter(line -> !line.startsWith("#EXT-X-RENDITION-REPORT") && !line.contains("X-GENERATED"))
                        .map(line -> line.replace(",INDEPENDENT=YES", "")) // audio always is
                        .toList());
            }
            assertThat(cuts).as("cut at the same times").containsOnly(cuts.getFirst());
        }
    }

    /** Up to the first part of the sixth segment, which is as far as what was sent goes. */
    private void assertSame(OneEgress one, OneEgress other) throws Exception {
        for (String rendition : RENDITIONS) {
            String path = "/" + rendition + "/index.m3u8";
            Awaitility.await().until(() -> get(one, path).contains("part-5-0.m4s\",INDEPENDENT"));
            Awaitility.await().untilAsserted(() -> assertThat(get(other, path)).isEqualTo(get(one, path)));
            assertThat(get(one, path)).contains("SCTE35-OUT=0xFC00", "SCTE35-IN=0xFC00");
            List<String> parts = parts(get(one, path));
            assertThat(parts).hasSizeGreaterThan(6);
            for (String part : parts) {
                String partPath = "/" + rendition + "/" + part;
                assertThat(bytes(other, partPath)).as(partPath).isEqualTo(bytes(one, partPath));
            }
        }
    }

    private static SpliceCue cue(SpliceKind kind, long atUs, @Nullable Long beganAtUs, @Nullable Long durationUs) {
        return SpliceCue.newBuilder()
                .setAtUs(atUs)
                .setReceivedAtUs(StreamProducer.START_US)
                .setSection(ByteBuffer.wrap(new byte[] {(byte) 0xFC, 0}))
                .setKind(kind)
                .setEventId(7L)
                .setBeganAtUs(beganAtUs)
                .setDurationUs(durationUs)
                .build();
    }

    private OneEgress live(Path out, int segmentSeconds) {
        return service(
                out,
                EgressConfig.End.NEVER,
                false,
                Duration.ofSeconds((long) WINDOW_SEGMENTS * segmentSeconds),
                Duration.ofSeconds(segmentSeconds),
                LADDER);
    }

    private static void inTime(StreamProducer producer, int from, int to) {
        inTime(producer, from, first -> first < to);
    }

    /** As they would be taken: chunks of four frames at their times. */
    private static void inTime(StreamProducer producer, int from, IntPredicate wanted) {
        long start = System.nanoTime();
        for (int first = from; wanted.test(first); first += StreamProducer.CHUNK) {
            long due = start + 1000L * StreamProducer.FRAME_US * (first - from);
            LockSupport.parkNanos(due - System.nanoTime());
            frames(producer, first, first + StreamProducer.CHUNK);
        }
    }

    private static void frames(StreamProducer producer, int from, int to) {
        for (int first = from; first < to; first += StreamProducer.CHUNK) {
            producer.chunk(first, Collections.nCopies(StreamProducer.CHUNK, STYLED), List.of(), false);
        }
    }

    private static void awaitFrames(OneEgress service, long frames) {
        Awaitility.await().until(() -> service.progress().frames().out() >= frames);
    }

    /** Those that a playlist names, without the one that it announces. */
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
