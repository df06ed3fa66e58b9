package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.worker.Chunks;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StylesTopologyTest extends OnTopology {

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
                        .positive()
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
        assertThat(styled.getFrames()).extracting(StylesTopologyTest::shade).containsExactly(1, 1, 2, 2);
    }

    @Test
    void aStyleThatArrivesLateIsSeenFromTheNextChunkOn() {
        driver.style(Chunks.style(STREAM, 1, "ink"), Chunks.msOf(0));
        driver.chunk(Chunks.chunk(STREAM, 1, 0));
        driver.style(Chunks.style(STREAM, 2, "oil"), Chunks.msOf(1));
        driver.chunk(Chunks.chunk(STREAM, 1, 1));

        assertThat(driver.styled())
                .extracting(StylesTopologyTest::revisions)
                .containsExactly(List.of(1L, 1L, 1L, 1L), List.of(2L, 2L, 2L, 2L));
    }

    @Test
    void aStyleForNextYearDoesNotSpoilTodays() {
        driver.style(Chunks.style(STREAM, 1, "ink"), Chunks.msOf(0));
        driver.style(
                Chunks.style(STREAM, 2, "oil"),
                Chunks.msOf(0) + Duration.ofDays(365).toMillis());
        driver.style(Chunks.style(STREAM, 3, "pencil"), Chunks.msOf(2));

        driver.chunk(Chunks.chunk(STREAM, 1, 0));

        assertThat(revisions(driver.styled().getFirst())).containsExactly(1L, 1L, 3L, 3L);
        assertThat(driver.deadLetters()).isEmpty();
    }

    @Test
    void oneStreamsStyleDoesNotShowInAnother() {
        driver.style(Chunks.style("dogs", 5, "oil"), Chunks.msOf(0));

        driver.chunk(Chunks.chunk(STREAM, 1, 0));

        assertThat(revisions(driver.styled().getFirst())).containsOnly(0L);
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

    private static VideoChunk still(long epoch, long sequence) {
        byte[] picture = Chunks.picture(50);
        return Chunks.builder(STREAM, epoch, sequence, List.of(picture, picture, picture, picture))
                .build();
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
}
