package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.PaintingEngine;
import dev.brushcast.worker.faults.DeadLetters;
import dev.brushcast.worker.faults.RecordPlace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class DeadLettersTopologyTest extends OnTopology {

    @Test
    void aStyleNoEngineCanDoIsSetAsideAndTheOneBeforeStays() {
        driver.style(Chunks.style(STREAM, 1, "ink"), Chunks.msOf(0));
        driver.style(Chunks.style(STREAM, 2, "x".repeat(Style.MAX_PROMPT_CHARS + 1)), Chunks.msOf(1));

        driver.chunk(Chunks.chunk(STREAM, 1, 0));

        assertThat(revisions(driver.styled().getFirst())).containsOnly(1L);
        assertThat(text(driver.deadLetters().getFirst().getHeaders(), DeadLetters.MESSAGE))
                .contains((Style.MAX_PROMPT_CHARS + 1) + " characters");
    }

    @Test
    void aStyleThatOnlyTheModelCanRefuseIsToldAndTheOneBeforeStays() {
        driver.style(Chunks.style(STREAM, 1, "ink"), Chunks.msOf(0));
        driver.style(Chunks.style(STREAM, 2, PaintingEngine.REFUSED), Chunks.msOf(1));

        driver.chunk(Chunks.chunk(STREAM, 1, 0));

        assertThat(revisions(driver.styled().getFirst())).containsOnly(1L);
        List<StreamEvent> events = driver.events();
        assertThat(events)
                .extracting(StreamEvent::getMessage)
                .containsExactly(
                        "style 1 is taken",
                        "a record of styles is passed over: the painting model does not paint this");
        assertThat(events)
                .extracting(RecordPlace::of)
                .extracting(Optional::orElseThrow)
                .extracting(RecordPlace::offset)
                .containsExactly(0L, 1L);
        assertThat(RecordPlace.because(events.getLast())).isEqualTo("the painting model does not paint this");
    }

    @Test
    void recordsOfAnotherSchemaRegistryAreToldAsWhatTheyAreAndEndNoStream() {
        driver.rawChunk("dogs", new byte[] {0, 0, 0, 0, 42, 1, 2}, Chunks.msOf(0));
        driver.chunk(Chunks.chunk(STREAM, 1, 0));

        assertThat(driver.deadLetters()).hasSize(1);
        assertThat(driver.events())
                .singleElement()
                .satisfies(event -> assertThat(event.getMessage())
                        .startsWith("Records of stream dogs cannot be read: ")
                        .contains("Schema id 42 is from a schema registry, and none is configured")
                        .endsWith("Give all services of a deployment the same --schema-registry, or none"));
        assertThat(driver.styled()).hasSize(1);
    }

    @Test
    void aStyleForPicturesIsRefusedWhereThePromptIsAllThereIs() {
        driver.style(Chunks.style(STREAM, 1, "ink"), Chunks.msOf(0));
        driver.chunk(Chunks.prompted(STREAM, 1, 0));
        driver.chunk(Chunks.chunk("dogs", 1, 0));

        driver.style(Chunks.style(STREAM, 2, PaintingEngine.NEEDS_PICTURE), Chunks.msOf(1));
        driver.style(Chunks.style("dogs", 2, PaintingEngine.NEEDS_PICTURE), Chunks.msOf(1));
        driver.styled();
        driver.chunk(Chunks.prompted(STREAM, 1, 1));
        driver.chunk(Chunks.chunk("dogs", 1, 1));

        List<StyledChunk> styled = driver.styled();
        assertThat(revisions(styled.getFirst())).containsOnly(1L);
        assertThat(revisions(styled.getLast())).containsOnly(2L);
        assertThat(driver.deadLetters()).hasSize(1);
    }

    @Test
    void aStyleForATimeThatMakesNoSenseDoesNotSpoilTheOthers() {
        long year2099 = Instant.parse("2099-01-01T00:00:00Z").toEpochMilli();
        driver.style(Chunks.style(STREAM, 1, "ink"), Chunks.msOf(0));
        driver.style(Chunks.style(STREAM, 2, "oil"), year2099);
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
        assertThat(text(letter.getHeaders(), DeadLetters.TOPIC))
                .isEqualTo(Topics.UNPREFIXED.sourceVideo().name());
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
    void aRecordThatIsPassedOverIsToldToItsStream() {
        driver.rawChunk(STREAM, new byte[3], Chunks.msOf(0));
        driver.style(Chunks.style(STREAM, 2, "x".repeat(10_001)), Chunks.msOf(1));

        List<StreamEvent> events = driver.events();
        assertThat(events).extracting(StreamEvent::getType).containsOnly(StreamEventType.ERROR);
        assertThat(events).extracting(StreamEvent::getStreamId).containsOnly(STREAM);
        assertThat(events.get(0).getMessage())
                .startsWith("a record of source-video is passed over: A value of 3 bytes");
        assertThat(events.get(0).getDetails()).containsEntry("partition", "0").containsEntry("offset", "0");
        assertThat(events.get(1).getMessage()).startsWith("a record of styles").contains("10001 characters");
    }

    @Test
    void aChunkUnderAnotherStreamsKeyIsSetAside() {
        VideoChunk chunk = Chunks.chunk(STREAM, 1, 0);

        driver.rawChunk("dogs", driver.bytes(chunk), Chunks.msOf(0));

        assertThat(driver.styled()).isEmpty();
        assertThat(driver.deadLetters()).extracting(TestRecord::value).containsExactly(driver.bytes(chunk));
    }

    private static List<Long> revisions(StyledChunk chunk) {
        return chunk.getFrames().stream().map(StyledFrame::getStyleRevision).toList();
    }

    private static List<FrameOutcome> outcomes(StyledChunk chunk) {
        return chunk.getFrames().stream().map(StyledFrame::getOutcome).toList();
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
