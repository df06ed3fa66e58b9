package dev.brushcast.egress.app;

import static dev.brushcast.contract.avro.FrameOutcome.STYLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.SpliceKind;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.Rung;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An egress that is restarted, and a second one, of a stream that was captured several times. */
@RunsOnKafka
class EgressRestartIT extends EgressOnKafka {

    private static final SpliceCue OUT = SpliceCue.newBuilder()
            .setAtUs(12_600_000)
            .setReceivedAtUs(StreamProducer.START_US)
            .setSection(ByteBuffer.wrap(new byte[] {(byte) 0xFC, 0}))
            .setKind(SpliceKind.OUT)
            .setEventId(7L)
            .setDurationUs(8_000_000L)
            .setReturns(true)
            .build();

    @TempDir
    private Path second;

    @TempDir
    private Path third;

    @Test
    void numbersGoOnWhoeverPutsTheStreamOut() throws Exception {
        try (StreamProducer producer = producer(PayloadFormat.RGB24).live()) {
            producer.silence();
            producer.video(Collections.nCopies(120, STYLED)); // three segments
            OneEgress first = service(EgressConfig.End.NEVER, false);
            try (first) {
                first.start();
                awaitSegments(folder, 3);
                producer.epoch(2, StreamProducer.START_US + 100_000_000L).silence();
                for (int frame = 0; frame < 152; frame += 4) { // three segments and a bit
                    producer.chunk(frame, Collections.nCopies(4, STYLED), List.of(), false);
                }
                awaitSegments(folder, 6);
            }
            List<String> before = playlist(folder);
            assertThat(before).contains("#EXT-X-MEDIA-SEQUENCE:0", "#EXT-X-DISCONTINUITY-SEQUENCE:0");

            try (OneEgress again = service(EgressConfig.End.NEVER, false)) {
                again.start();
                assertThat(playlist(folder)).isEqualTo(before);
                assertThat(folder.resolve("index.m3u8")).exists();
                Awaitility.await().until(() -> again.progress().frames().out() == 120 + 152);
                assertThat(playlist(folder)).as("both captures").isEqualTo(before);
            }
            try (OneEgress other = service(second, EgressConfig.End.NEVER)) {
                other.start();
                awaitSegments(second, 6);
                assertThat(playlist(second)).isEqualTo(before);
            }
        }
    }

    @Test
    void aLongCaptureIsTakenUpWhereThePlaylistBegins() throws Exception {
        Duration window = Duration.ofSeconds(12);
        try (StreamProducer producer = producer(PayloadFormat.RGB24).live()) {
            producer.silence();
            for (int frame = 0; frame < 612; frame += 4) { // twelve segments and a bit
                // a break from 12.6 s to 20.6 s, announced at 4 s: before whatever a restarted egress reads
                producer.cues(frame < 100 || frame > 516 ? List.of() : List.of(OUT));
                producer.chunk(frame, Collections.nCopies(4, STYLED), List.of(), false);
            }
            try (OneEgress first = service(folder, EgressConfig.End.NEVER, false, window)) {
                first.start();
                Awaitility.await().until(() -> playlist(folder).contains("#EXT-X-MEDIA-SEQUENCE:6"));
                assertThat(String.join("\n", playlist(folder)))
                        .contains("SCTE35-OUT=0xFC00", "CLASS=\"dev.brushcast.generated\"");
            }
            try (OneEgress again = service(second, EgressConfig.End.NEVER, true, window);
                    OneEgress other = service(third, EgressConfig.End.NEVER, false, window)) {
                other.start();
                Awaitility.await()
                        .untilAsserted(() -> assertThat(playlist(third)).isEqualTo(playlist(folder)));
                awaitFrames(other, 612 - 250, "from the sixth segment on, where encoders begin anew");
                again.start();
                Awaitility.await()
                        .untilAsserted(() -> assertThat(playlist(second)).isEqualTo(playlist(folder)));
                awaitFrames(again, 612, "a recording is whole");
            }
        }
    }

    @Test
    void aLadderThatIsChangedBetweenRunsGoesOnInItsNumbersAndLeavesNoRungBehind() throws Exception {
        Duration window = Duration.ofSeconds(12);
        try (StreamProducer producer = producer(PayloadFormat.RGB24).live()) {
            producer.silence();
            for (int frame = 0; frame < 612; frame += 4) { // twelve segments and a bit
                producer.chunk(frame, Collections.nCopies(4, STYLED), List.of(), false);
            }
            try (OneEgress first = ladder(window, 72, 48)) {
                first.start();
                Awaitility.await().until(() -> playlist(folder, "styled").contains("#EXT-X-MEDIA-SEQUENCE:6"));
            }
            List<String> kept = playlist(folder, "styled-48p");
            assertThat(kept).isEqualTo(playlist(folder, "styled-72p")).contains("#EXT-X-MEDIA-SEQUENCE:6");

            try (OneEgress again = ladder(window, 64, 48)) {
                again.start();
                Awaitility.await().until(() -> !playlist(folder, "styled-64p").isEmpty());
                assertThat(playlist(folder, "styled-64p")).isEqualTo(kept);
                Awaitility.await().until(() -> Files.notExists(folder.resolve("styled-72p")));
                assertThat(playlist(folder, "styled-48p")).isEqualTo(kept);
                assertThat(Files.readAllLines(folder.resolve("index.m3u8")))
                        .filteredOn(line -> line.startsWith("styled"))
                        .containsExactly("styled/index.m3u8", "styled-64p/index.m3u8", "styled-48p/index.m3u8");
            }
        }
    }

    private OneEgress ladder(Duration window, int... heights) {
        List<Rung> rungs =
                Arrays.stream(heights).mapToObj(height -> new Rung(height, 0)).toList();
        return service(folder, EgressConfig.End.NEVER, false, window, Duration.ofSeconds(2), rungs);
    }

    /** The last frames belong to a segment that is not whole: they come after the playlist is what it will be. */
    private static void awaitFrames(OneEgress service, long count, String what) {
        Awaitility.await(what)
                .untilAsserted(
                        () -> assertThat(service.progress().frames().in()).isEqualTo(count));
    }

    private static void awaitSegments(Path out, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> playlist(out).stream()
                                .filter(line -> line.endsWith(".m4s"))
                                .count()
                        == count);
    }

    private static List<String> playlist(Path out) throws IOException {
        return playlist(out, "styled");
    }

    private static List<String> playlist(Path out, String rendition) throws IOException {
        Path file = out.resolve(rendition).resolve("index.m3u8");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
