package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.faults.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records whose bytes are right and whose values cannot be: set aside with their cause, and the stream goes on. */
class ImplausibleRecordsTopologyTest extends OnTopology {

    @ParameterizedTest
    @ValueSource(longs = {-1, -5, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1, 1L << 62})
    void aChunkOfATimeThatCannotBeIsSetAsideAndTheStreamGoesOn(long timestamp) {
        driver.chunk(Chunks.chunk(STREAM, 1, 0));
        driver.chunkAt(Chunks.chunk(STREAM, 1, 1), timestamp);
        driver.chunk(Chunks.chunk(STREAM, 1, 2));

        assertThat(driver.styled()).extracting(StyledChunk::getSequence).containsExactly(0L, 2L);
        assertThat(onlyCause()).contains("timestamp is " + timestamp);
        assertThat(driver.events())
                .extracting(StreamEvent::getMessage)
                .singleElement()
                .asString()
                .startsWith("a record of source-video is passed over: the record's timestamp is " + timestamp);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
    void aStyleForATimeThatCannotBeIsSetAsideAndTheOneBeforeStays(long timestamp) {
        driver.style(Chunks.style(STREAM, 1, "ink"), Chunks.msOf(0));
        driver.style(Chunks.style(STREAM, 2, "oil"), timestamp);
        driver.style(Chunks.style(STREAM, 3, "comic"), Chunks.msOf(2));

        driver.chunk(Chunks.chunk(STREAM, 1, 0));

        assertThat(driver.styled().getFirst().getFrames())
                .extracting(StyledFrame::getStyleRevision)
                .containsExactly(1L, 1L, 3L, 3L);
        assertThat(onlyCause()).contains("timestamp is " + timestamp);
    }

    @Test
    void theDeadLetterItselfHasATimeThatKafkaTakesAndForgets() {
        driver.chunkAt(Chunks.chunk(STREAM, 1, 0), Long.MAX_VALUE);
        driver.rawChunk(STREAM, new byte[3], Long.MAX_VALUE);
        driver.rawChunk(STREAM, new byte[3], -1);

        assertThat(driver.deadLetters()).hasSize(3).allMatch(letter -> letter.timestamp() == Chunks.START_MS);
    }

    @Test
    void aChunkWhoseNumbersCannotBeIsSetAsideWithoutTheEngineBeingAsked() {
        VideoChunk good = Chunks.chunk(STREAM, 1, 0);
        List<VideoChunk> hostile = List.of(
                VideoChunk.newBuilder(good).setEpoch(Long.MAX_VALUE).build(),
                VideoChunk.newBuilder(good).setEpochStartUs(Long.MAX_VALUE).build(),
                VideoChunk.newBuilder(good).setWidth(60_000).setHeight(60_000).build(),
                VideoChunk.newBuilder(good)
                        .setGaps(List.of(new FrameGap(4L, Long.MAX_VALUE - 5, "overrun")))
                        .build());
        hostile.forEach(chunk -> driver.chunkAt(chunk, Chunks.START_MS));

        assertThat(driver.styled()).isEmpty();
        assertThat(driver.engine.requests()).isEmpty();
        assertThat(driver.deadLetters()).hasSize(4);
        assertThat(driver.registry
                        .get("brushcast.worker.dead.letters")
                        .tag("cause", "ImplausibleRecordException")
                        .counter()
                        .count())
                .isEqualTo(4);
    }

    @Test
    void anEpochThatTheStreamHasNotComeToIsSetAsideAndTheRealOneGoesOn() {
        driver.declared.put(STREAM, 3L);
        driver.chunk(Chunks.chunk(STREAM, 3, 0));
        driver.chunk(Chunks.chunk(STREAM, 1_000_000, 0));
        driver.chunk(Chunks.chunk(STREAM, 3, 1));
        driver.declared.put(STREAM, 4L);
        driver.chunk(Chunks.chunk(STREAM, 4, 0));

        assertThat(driver.styled()).extracting(StyledChunk::getEpoch).containsExactly(3L, 3L, 4L);
        assertThat(onlyCause()).isEqualTo("epoch 1000000 of stream cats, which has come to 3 so far");
    }

    @Test
    void aKeyAsLongAsABookGetsNoEvent() {
        driver.rawChunk("x".repeat(60_000), new byte[3], Chunks.START_MS);

        assertThat(driver.deadLetters()).hasSize(1);
        assertThat(driver.events()).isEmpty();
    }

    private String onlyCause() {
        List<TestRecord<String, byte[]>> letters = driver.deadLetters();
        assertThat(letters).hasSize(1);
        return new String(
                letters.getFirst().getHeaders().lastHeader(DeadLetters.MESSAGE).value(), StandardCharsets.UTF_8);
    }
}
