package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.StreamHealth;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.PaintingEngine;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DiffusionTopologyTest extends OnTopology {

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
    void whatTheEngineSaysOfFramesThatFailIsToldOnceAndLoggedOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(Publisher.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            for (int sequence = 0; sequence < 3; sequence++) {
                byte[] refused = Chunks.picture(PaintingEngine.UNRENDERABLE);
                driver.chunk(Chunks.builder(STREAM, 1, sequence, List.of(refused, refused))
                        .build());
            }
        } finally {
            logger.detachAppender(log);
        }

        List<StreamEvent> events = driver.events();
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getType()).isEqualTo(StreamEventType.DEGRADED);
        assertThat(events.getFirst().getMessage()).isEqualTo("frames are not rendered: as asked");
        assertThat(events.getFirst().getDetails()).containsEntry("reason", "test");
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("frames are not rendered: as asked");
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

    private static List<Long> numbers(StyledChunk chunk) {
        return chunk.getFrames().stream().map(StyledFrame::getNumber).toList();
    }
}
