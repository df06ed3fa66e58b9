package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.StreamHealth;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.PaintingEngine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffusionTopologyTest {

    private static final String STREAM = "cats";

    @TempDir
    private Path stateDir;

    private Driver driver;

    @BeforeEach
    void start() {
        driver = new Driver(stateDir);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void eachChunkBecomesOneStyledChunkWithItsIdentity() {
        for (int sequence = 0; sequence < 3; sequence++) {
            driver.chunk(Chunks.chunk(STREAM, 7, sequence));
        }

        List<TestRecord<String, StyledChunk>> styled = driver.styledRecords();
        assertThat(styled).extracting(TestRecord::key).containsOnly(STREAM);
        assertThat(styled).extracting(r -> r.getValue().getEpoch()).containsOnly(7L);
        assertThat(styled).extracting(r -> r.getValue().getSequence()).containsExactly(0L, 1L, 2L);
        assertThat(styled)
                .extracting(TestRecord::timestamp)
                .containsExactly(Chunks.msOf(0), Chunks.msOf(4), Chunks.msOf(8));
        assertThat(numbers(styled.getLast().getValue())).containsExactly(8L, 9L, 10L, 11L);
    }

    @Test
    void withoutAStyleThePicturesAreRenderedInTheDefaultOne() {
        driver.chunk(Chunks.chunk(STREAM, 1, 0));

        assertThat(revisions(driver.styled().getFirst())).containsExactly(0L, 0L, 0L, 0L);
        assertThat(driver.engine
                        .requests()
                        .getFirst()
                        .frames()
                        .getFirst()
                        .style()
                        .prompts()
                        .getFirst()
                        .text())
                .isEmpty();
    }

    @Test
    void aStyleThatBeginsInTheMiddleOfAChunkBeginsAtItsFrame() {
        driver.style(Chunks.style(STREAM, 1, "ink"), Chunks.msOf(0));
        driver.style(Chunks.style(STREAM, 2, "oil"), Chunks.msOf(2));

        driver.chunk(Chunks.chunk(STREAM, 1, 0));

        StyledChunk styled = driver.styled().getFirst();
        assertThat(revisions(styled)).containsExactly(1L, 1L, 2L, 2L);
        assertThat(styled.getFrames()).extracting(DiffusionTopologyTest::shade).containsExactly(1, 1, 2, 2);
    }

    @Test
    void aStyleThatArrivesLateIsSeenFromTheNextChunkOn() {
        driver.style(Chunks.style(STREAM, 1, "ink"), Chunks.msOf(0));
        driver.chunk(Chunks.chunk(STREAM, 1, 0));
        driver.style(Chunks.style(STREAM, 2, "oil"), Chunks.msOf(1));
        driver.chunk(Chunks.chunk(STREAM, 1, 1));

        assertThat(driver.styled())
                .extracting(DiffusionTopologyTest::revisions)
                .containsExactly(List.of(1L, 1L, 1L, 1L), List.of(2L, 2L, 2L, 2L));
    }

    @Test
    void oneStreamsStyleDoesNotShowInAnother() {
        driver.style(Chunks.style("dogs", 5, "oil"), Chunks.msOf(0));

        driver.chunk(Chunks.chunk(STREAM, 1, 0));

        assertThat(revisions(driver.styled().getFirst())).containsOnly(0L);
    }

    @Test
    void aStyleNoEngineCanDoIsSetAsideAndTheOneBeforeStays() {
        driver.style(Chunks.style(STREAM, 1, "ink"), Chunks.msOf(0));
        driver.style(Chunks.style(STREAM, 2, "x".repeat(10_001)), Chunks.msOf(1));

        driver.chunk(Chunks.chunk(STREAM, 1, 0));

        assertThat(revisions(driver.styled().getFirst())).containsOnly(1L);
        assertThat(text(driver.deadLetters().getFirst().getHeaders(), DeadLetters.MESSAGE))
                .contains("10001 characters");
    }

    @Test
    void aStyleForATimeThatMakesNoSenseDoesNotSpoilTheOthers() {
        long year3000 = Instant.parse("3000-01-01T00:00:00Z").toEpochMilli();
        driver.style(Chunks.style(STREAM, 1, "ink"), Chunks.msOf(0));
        driver.style(Chunks.style(STREAM, 2, "oil"), year3000);
        driver.style(Chunks.style(STREAM, 3, "pencil"), 1_000);
        driver.style(Chunks.style(STREAM, 4, "comic"), Chunks.msOf(2));

        driver.chunk(Chunks.chunk(STREAM, 1, 0));

        assertThat(revisions(driver.styled().getFirst())).containsExactly(1L, 1L, 4L, 4L);
        assertThat(driver.deadLetters())
                .extracting(letter -> text(letter.getHeaders(), DeadLetters.MESSAGE))
                .satisfiesExactly(
                        message -> assertThat(message).contains("more than a year ahead"),
                        message -> assertThat(message).contains("longer ago than styles are kept"));
    }

    @Test
    void aFrameLikeTheOneBeforeCarriesNoData() {
        driver.style(Chunks.filteredStyle(STREAM, 1, "ink"), Chunks.msOf(0));
        driver.chunk(still(1, 0));
        driver.chunk(still(1, 1));

        List<StyledChunk> styled = driver.styled();
        assertThat(outcomes(styled.get(0)))
                .containsExactly(
                        FrameOutcome.STYLED,
                        FrameOutcome.REUSED_SIMILAR,
                        FrameOutcome.REUSED_SIMILAR,
                        FrameOutcome.REUSED_SIMILAR);
        assertThat(outcomes(styled.get(1))).containsOnly(FrameOutcome.REUSED_SIMILAR);
        assertThat(styled.get(1).getFrames()).allMatch(frame -> frame.getData() == null);
    }

    @Test
    void aNewEpochRemembersNothing() {
        driver.style(Chunks.filteredStyle(STREAM, 1, "ink"), Chunks.msOf(0));
        driver.chunk(still(1, 0));
        driver.chunk(still(2, 0));

        assertThat(outcomes(driver.styled().get(1)).getFirst()).isEqualTo(FrameOutcome.STYLED);
    }

    @Test
    void aDamagedPictureIsHeldAndItsChunkSetAside() {
        VideoChunk damaged = Chunks.builder(
                        STREAM, 1, 0, List.of(Chunks.picture(1), new byte[5], Chunks.picture(3), Chunks.picture(4)))
                .build();
        driver.chunk(damaged);
        driver.chunk(Chunks.chunk(STREAM, 1, 1));

        List<StyledChunk> styled = driver.styled();
        assertThat(outcomes(styled.get(0)))
                .containsExactly(
                        FrameOutcome.STYLED, FrameOutcome.HELD_ERROR, FrameOutcome.STYLED, FrameOutcome.STYLED);
        assertThat(styled.get(0).getFrames().get(1).getReason()).isEqualTo("corrupt");
        assertThat(outcomes(styled.get(1))).containsOnly(FrameOutcome.STYLED);
        TestRecord<String, byte[]> letter = driver.deadLetters().getFirst();
        assertThat(letter.key()).isEqualTo(STREAM);
        assertThat(letter.value()).isEqualTo(driver.bytes(damaged));
        assertThat(letter.timestamp()).isEqualTo(Chunks.msOf(0));
        assertThat(text(letter.getHeaders(), DeadLetters.MESSAGE)).contains("5 bytes for a raw picture");
        assertThat(text(letter.getHeaders(), DeadLetters.TOPIC)).isEqualTo(Topics.SOURCE_VIDEO.name());
    }

    @Test
    void anUnreadableChunkIsSetAsideAsItCameAndTheStreamGoesOn() {
        byte[] rubbish = "no chunk at all".getBytes(StandardCharsets.UTF_8);
        driver.chunk(Chunks.chunk(STREAM, 1, 0));
        driver.rawChunk(STREAM, rubbish, Chunks.msOf(4));
        driver.rawChunk(STREAM, Arrays.copyOf(driver.bytes(Chunks.chunk(STREAM, 1, 2)), 100), Chunks.msOf(8));
        driver.chunk(Chunks.chunk(STREAM, 1, 3));

        assertThat(driver.styled()).extracting(StyledChunk::getSequence).containsExactly(0L, 3L);
        List<TestRecord<String, byte[]>> letters = driver.deadLetters();
        assertThat(letters).hasSize(2);
        assertThat(letters.getFirst().value()).isEqualTo(rubbish);
        assertThat(text(letters.getFirst().getHeaders(), DeadLetters.EXCEPTION)).contains("dev.brushcast.contract");
        assertThat(text(letters.getFirst().getHeaders(), DeadLetters.OFFSET)).isEqualTo("1");
    }

    @Test
    void aChunkUnderAnotherStreamsKeyIsSetAside() {
        VideoChunk chunk = Chunks.chunk(STREAM, 1, 0);

        driver.rawChunk("dogs", driver.bytes(chunk), Chunks.msOf(0));

        assertThat(driver.styled()).isEmpty();
        assertThat(driver.deadLetters()).extracting(TestRecord::value).containsExactly(driver.bytes(chunk));
    }

    @Test
    void everySourceFrameIsCountedOnce() {
        driver.chunk(Chunks.builder(
                        STREAM,
                        1,
                        0,
                        List.of(
                                Chunks.picture(1),
                                new byte[1],
                                Chunks.picture(PaintingEngine.UNRENDERABLE),
                                Chunks.picture(4)))
                .setGaps(List.of(new FrameGap(4L, 6L, "frame-rate")))
                .build());

        ChunkTiming timing = driver.timings().getFirst();
        assertThat(timing.getOutcomes())
                .containsOnly(
                        java.util.Map.entry("STYLED", 2L),
                        java.util.Map.entry("HELD_ERROR", 2L),
                        java.util.Map.entry("gap-frame-rate", 6L));
        assertThat(timing.getStagesUs()).containsEntry("denoise", 6L).containsEntry("encode", 4L);
        assertThat(timing.getMediaUs()).isEqualTo(4 * Chunks.FRAME_US);
        assertThat(driver.registry
                        .get("brushcast.worker.frames")
                        .tag("outcome", "held_error")
                        .tag("reason", "test")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void healthSumsUpAnEpoch() {
        driver.chunk(Chunks.chunk(STREAM, 1, 0));
        driver.chunk(Chunks.chunk(STREAM, 1, 1));
        driver.chunk(Chunks.chunk("dogs", 1, 0));
        driver.chunk(Chunks.chunk(STREAM, 2, 0));

        List<StreamHealth> health = driver.health();
        assertThat(health).extracting(StreamHealth::getChunks).containsExactly(1L, 2L, 1L, 1L);
        assertThat(health.get(1).getOutcomes()).containsEntry("STYLED", 8L);
        assertThat(health.get(1).getMediaUs()).isEqualTo(8 * Chunks.FRAME_US);
        assertThat(health.get(3).getEpoch()).isEqualTo(2);
    }

    @Test
    void aSizeTheModelDoesNotTakeIsSaidOnce() {
        for (int sequence = 0; sequence < 3; sequence++) {
            driver.chunk(VideoChunk.newBuilder(Chunks.chunk(STREAM, 1, sequence))
                    .setWidth(17)
                    .build());
        }

        assertThat(driver.styled())
                .allSatisfy(chunk -> assertThat(chunk.getFrames()).allMatch(frame -> "size".equals(frame.getReason())));
        List<StreamEvent> events = driver.events();
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getType()).isEqualTo(StreamEventType.DEGRADED);
        assertThat(events.getFirst().getMessage()).contains("17x16");
    }

    @Test
    void recoveryIsSaidWhenItHasLastedAWhile() {
        driver.chunk(Chunks.builder(STREAM, 1, 0, List.of(new byte[1])).build());
        for (int sequence = 1; sequence <= 20; sequence++) {
            driver.chunk(Chunks.chunk(STREAM, 1, sequence));
        }

        assertThat(driver.events())
                .extracting(StreamEvent::getType)
                .containsExactly(StreamEventType.DEGRADED, StreamEventType.RECOVERED);
    }

    @Test
    void anEmptyLastChunkIsPassedOn() {
        driver.chunk(Chunks.builder(STREAM, 1, 0, List.of()).setEndOfEpoch(true).build());

        StyledChunk styled = driver.styled().getFirst();
        assertThat(styled.getEndOfEpoch()).isTrue();
        assertThat(styled.getFrames()).isEmpty();
        assertThat(driver.engine.requests()).isEmpty();
    }

    private static VideoChunk still(long epoch, long sequence) {
        byte[] picture = Chunks.picture(50);
        return Chunks.builder(STREAM, epoch, sequence, List.of(picture, picture, picture, picture))
                .build();
    }

    private static List<Long> numbers(StyledChunk chunk) {
        return chunk.getFrames().stream().map(StyledFrame::getNumber).toList();
    }

    private static List<Long> revisions(StyledChunk chunk) {
        return chunk.getFrames().stream().map(StyledFrame::getStyleRevision).toList();
    }

    private static List<FrameOutcome> outcomes(StyledChunk chunk) {
        return chunk.getFrames().stream().map(StyledFrame::getOutcome).toList();
    }

    private static int shade(StyledFrame frame) {
        ByteBuffer data = Objects.requireNonNull(frame.getData());
        return data.get(data.position());
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
