package dev.brushcast.egress.app;

import static dev.brushcast.contract.avro.FrameOutcome.HELD_ERROR;
import static dev.brushcast.contract.avro.FrameOutcome.PASSTHROUGH;
import static dev.brushcast.contract.avro.FrameOutcome.REUSED_LATE;
import static dev.brushcast.contract.avro.FrameOutcome.REUSED_SIMILAR;
import static dev.brushcast.contract.avro.FrameOutcome.STYLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.conformance.FolderRules;
import dev.brushcast.egress.hls.OpenFiles;
import dev.brushcast.egress.ledger.EgressReport;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.testing.FrameBarcode;
import dev.brushcast.media.testing.ReadBack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@RunsOnKafka
class EgressStreamIT extends EgressOnKafka {

    @Test
    void everyFrameComesOutOnceInOrderWithItsAudioUntouched() throws Exception {
        Tone tone = Tone.aac("5.1", 6, 4.5);
        try (StreamProducer producer = producer(PayloadFormat.JPEG)) {
            producer.audio(tone.format(), tone.packets());
            producer.video(Collections.nCopies(113, STYLED));
        }

        EgressReport report = runToTheEnd(true);

        for (String file : List.of("index.m3u8", "source/index.m3u8", "recording.mp4")) {
            List<ReadBack.Shown> shown = ReadBack.pictures(path(file));
            assertThat(shown).as(file).hasSize(113);
            for (int i = 0; i < shown.size(); i++) {
                assertThat(FrameBarcode.read(shown.get(i).picture()))
                        .as("%s picture %d", file, i)
                        .hasValue(i);
                assertThat(shown.get(i).seconds()).isEqualTo(i * 0.04, within(1e-9));
            }
        }
        for (String file : List.of("index.m3u8", "recording.mp4")) {
            ReadBack.Track audio = ReadBack.audio(path(file));
            assertThat(audio.audio().channelLayout()).isEqualTo("5.1");
            assertThat(audio.packets())
                    .as(file)
                    .extracting(MediaPacket::data)
                    .containsExactly(
                            tone.packets().stream().map(MediaPacket::data).toArray(byte[][]::new));
            for (int i = 0; i < tone.packets().size(); i++) {
                double meant = tone.packets().get(i).pts() / 48_000.0;
                assertThat(audio.seconds(audio.packets().get(i)))
                        .as("%s packet %d", file, i)
                        .isEqualTo(meant, within(1e-5));
            }
        }
        assertThat(FolderRules.judge(folder.resolve("styled/index.m3u8"))).isEmpty();
        assertThat(FolderRules.judge(folder.resolve("audio/index.m3u8"))).isEmpty();
        assertThat(FolderRules.judge(folder.resolve("source/index.m3u8"))).isEmpty();
        assertThat(report.frames().in()).isEqualTo(113);
        assertThat(report.frames().out()).isEqualTo(113);
        assertThat(report.styleRevision()).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("styled/index.m3u8")))
                .contains("#EXT-X-PLAYLIST-TYPE:VOD\n")
                .endsWith("#EXT-X-ENDLIST\n");
    }

    @Test
    void aCaptureThatIsReadAtOnceEndsBothRenditions() throws Exception {
        try (StreamProducer producer = producer(PayloadFormat.RGB24)) {
            producer.silence();
            producer.chunk(0, Collections.nCopies(4, STYLED), List.of(), true);
        }

        EgressReport report = runToTheEnd(true);

        assertThat(report.frames().out()).isEqualTo(4);
        assertThat(numbers("index.m3u8")).containsExactly(0, 1, 2, 3);
        assertThat(numbers("source/index.m3u8")).containsExactly(0, 1, 2, 3);
    }

    @Test
    void whatIsNotRenderedIsShownAgainAndTheSumsHold() throws Exception {
        List<FrameOutcome> outcomes =
                List.of(REUSED_LATE, STYLED, REUSED_SIMILAR, REUSED_LATE, PASSTHROUGH, HELD_ERROR, STYLED, STYLED);
        try (StreamProducer producer = producer(PayloadFormat.RGB24)) {
            producer.silence();
            producer.chunk(0, outcomes.subList(0, 4), List.of(), false);
            producer.chunk(4, outcomes.subList(4, 8), List.of(), false);
            producer.chunk(4, outcomes.subList(4, 8), List.of(), false); // twice
            producer.chunk(12, Collections.nCopies(4, STYLED), List.of(), false); // 8 to 11 are lost
            producer.chunk(16, List.of(STYLED, STYLED), List.of(new FrameGap(18L, 2L, "frame-rate")), true);
        }

        EgressReport report = runToTheEnd(false);

        assertThat(numbers("index.m3u8")).containsExactly(1, 1, 1, 4, 4, 6, 7, 7, 7, 7, 7, 12, 13, 14, 15, 16, 17);
        EgressReport.Frames frames = report.frames();
        assertThat(frames.in()).isEqualTo(20);
        assertThat(frames.styled()).isEqualTo(9);
        assertThat(frames.reused().similar()).isEqualTo(1);
        assertThat(frames.reused().late()).isEqualTo(1);
        assertThat(frames.passthrough()).isEqualTo(1);
        assertThat(frames.held()).isEqualTo(Map.of("deadline", 1L, "missing", 4L));
        assertThat(frames.dropped()).isEqualTo(Map.of("frame-rate", 2L, "no-picture-before", 1L));
        assertThat(frames.out()).isEqualTo(17);
        assertThat(report.latencyMs()).containsKeys("endToEnd", "ingest", "worker", "denoise", "encode", "segment");
    }

    @Test
    void anEgressThatIsClosedInMidStreamDoesNotEndTheStream() throws Exception {
        inMidStream(OneEgress::close);

        assertThat(ReadBack.pictures(path("recording.mp4"))).hasSize(80);
        for (String playlist : List.of("styled", "source", "audio")) {
            Path file = folder.resolve(playlist).resolve("index.m3u8");
            assertThat(Files.readString(file)).as(playlist).doesNotContain("ENDLIST");
            // what reads the pictures here would wait for more of them for ever
            Files.writeString(file, "#EXT-X-ENDLIST\n", StandardOpenOption.APPEND);
        }
        assertThat(ReadBack.pictures(path("index.m3u8"))).hasSize(50);
    }

    @Test
    void aStreamThatIsEndedInMidStreamIsWhole() throws Exception {
        inMidStream(OneEgress::endStream);

        for (String file : List.of("index.m3u8", "recording.mp4")) {
            assertThat(ReadBack.pictures(path(file))).as(file).hasSize(80);
        }
        assertThat(Files.readString(folder.resolve("styled/index.m3u8"))).endsWith("#EXT-X-ENDLIST\n");
        assertThat(FolderRules.judge(folder.resolve("styled/index.m3u8"))).isEmpty();
    }

    private void inMidStream(Consumer<OneEgress> end) throws Exception {
        try (StreamProducer producer = producer(PayloadFormat.JPEG);
                OneEgress service = service(EgressConfig.End.WITH_EPOCH, true)) {
            producer.silence();
            for (int first = 0; first < 80; first += 4) {
                producer.chunk(first, Collections.nCopies(4, STYLED), List.of(), false);
            }
            service.start();
            Awaitility.await().until(() -> service.progress().frames().out() == 80);
            Awaitility.await().until(() -> Files.exists(folder.resolve("source/index.m3u8"))); // by a thread of its own
            assertThat(Files.readString(folder.resolve("styled/index.m3u8"))).doesNotContain("ENDLIST");
            end.accept(service);
        }
    }

    @Test
    void theNextCaptureFollowsAfterADiscontinuity() throws Exception {
        try (StreamProducer producer = producer(PayloadFormat.JPEG)) {
            producer.silence();
            producer.video(Collections.nCopies(60, STYLED));
            OneEgress service = service(EgressConfig.End.NEVER, false);
            service.start();
            Awaitility.await().until(() -> service.progress().frames().out() == 60);
            producer.epoch(2, StreamProducer.START_US + 100_000_000L).silence();
            producer.video(Collections.nCopies(30, STYLED));
            Awaitility.await().until(() -> service.progress().frames().out() == 90);
            service.close();
        }

        String playlist = Files.readString(folder.resolve("styled/index.m3u8"));
        assertThat(playlist.lines().filter(line -> line.startsWith("#EXT-X-MAP")))
                .hasSize(2);
        assertThat(playlist.lines().filter(line -> line.equals("#EXT-X-DISCONTINUITY")))
                .hasSize(1);
        assertThat(FolderRules.judge(folder.resolve("styled/index.m3u8"))).isEmpty();
        assertThat(FolderRules.judge(folder.resolve("audio/index.m3u8"))).isEmpty();
        assertThat(numbersOfEpoch(1)).isEqualTo(IntStream.range(0, 60).boxed().toList());
        assertThat(numbersOfEpoch(2)).isEqualTo(IntStream.range(0, 30).boxed().toList());
    }

    @Test
    void anEgressThatComesLaterBeginsWithTheNewestCapture() throws Exception {
        try (StreamProducer producer = producer(PayloadFormat.JPEG)) {
            producer.silence();
            producer.video(Collections.nCopies(20, STYLED));
            producer.epoch(2, StreamProducer.START_US + 100_000_000L).silence();
            producer.video(Collections.nCopies(8, STYLED));
        }

        EgressReport report = runToTheEnd(false);

        assertThat(report.frames().in()).isEqualTo(8);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskEndsTheEgressAndLeavesWhatWasWholePlayable() throws Exception {
        OneEgress service = service(EgressConfig.End.NEVER, true);
        try (StreamProducer producer = producer(PayloadFormat.RGB24);
                service) {
            service.start();
            Path second =
                    folder.resolve("styled/e1-" + Long.toString(StreamProducer.START_US, 36) + "-segment-00001.m4s");
            Files.createSymbolicLink(second.resolveSibling(second.getFileName() + ".tmp"), Path.of("/dev/full"));
            producer.silence();
            producer.video(Collections.nCopies(120, STYLED));

            assertThat(service.finished().toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .withMessageContaining("cannot write " + second + ": No space left on device; free some space");
        }

        assertThat(Files.readString(folder.resolve("styled/index.m3u8")))
                .contains("segment-00000")
                .doesNotContain("segment-00001");
        assertThat(numbersOfEpoch(1)).isEqualTo(IntStream.range(0, 50).boxed().toList());
        assertThat(OpenFiles.named("recording.mp4.part")).isEmpty();
    }
}
