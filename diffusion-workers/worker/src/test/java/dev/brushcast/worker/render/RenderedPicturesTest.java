package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Similarity;
import dev.brushcast.engine.Style.SkipRule;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.PaintingEngine;
import dev.brushcast.worker.style.StyleHistory;
import dev.brushcast.worker.style.StyleTimeline;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pictures in and out of a renderer: their formats and sizes, and those that are not there. */
class RenderedPicturesTest {

    private static final StyleTimeline NO_STYLES = new StyleTimeline(time -> null);

    private final PaintingEngine engine = new PaintingEngine();
    private final OneByOne renderer = OneByOne.of(engine, () -> Instant.ofEpochMilli(Chunks.START_MS));

    @AfterEach
    void close() {
        renderer.close();
    }

    @Test
    void picturesComeBackInTheFormatTheyCameIn() {
        try (FramePayload jpeg = FramePayloads.of(PayloadFormat.JPEG)) {
            byte[] picture = jpeg.encode(new RgbPicture(Chunks.SIDE, Chunks.SIDE, Chunks.picture(120)));
            VideoChunk chunk = Chunks.builder("s", 1, 0, List.of(picture, picture))
                    .setFormat(PayloadFormat.JPEG)
                    .build();
            StyleTimeline styles = new StyleTimeline(
                    time -> new StyleHistory.Entry(Style.of("").withRevision(77), 0, 0));

            OneByOne.Rendered rendered = renderer.render(chunk, styles, StreamState.startOf(1, null));

            ByteBuffer data = Objects.requireNonNull(
                    rendered.styled().getFrames().getFirst().getData());
            assertThat(rendered.styled().getFormat()).isEqualTo(PayloadFormat.JPEG);
            assertThat(jpeg.decode(data, Chunks.SIDE, Chunks.SIDE).rgb()[0]).isBetween((byte) 75, (byte) 79);
        }
    }

    @Test
    void aFormatOfALaterVersionIsHeld() {
        VideoChunk chunk = VideoChunk.newBuilder(Chunks.chunk("s", 1, 0))
                .setFormat(PayloadFormat.UNKNOWN)
                .build();

        assertThat(render(chunk).styled().getFrames())
                .extracting(StyledFrame::getReason)
                .containsOnly("format");
    }

    @Test
    void picturesLargerThanTheMachineTakesAreHeldAndNotEvenDecoded() {
        VideoChunk chunk = VideoChunk.newBuilder(Chunks.chunk("s", 1, 0))
                .setWidth(2048)
                .setHeight(2048)
                .build();

        assertThat(render(chunk).styled().getFrames())
                .extracting(StyledFrame::getReason)
                .containsOnly("size");
        assertThat(engine.requests()).isEmpty();
    }

    @Test
    void theLargestPictureThatTheMachineTakesIsTaken() {
        VideoChunk chunk = VideoChunk.newBuilder(Chunks.prompted("s", 1, 0))
                .setWidth(1024)
                .setHeight(1024)
                .build();

        assertThat(outcomes(render(chunk))).containsOnly(FrameOutcome.STYLED);
    }

    @Test
    void picturesThatAreNotThereAreMadeAtTheChunksSize() {
        OneByOne.Rendered rendered = render(Chunks.prompted("s", 1, 0));

        assertThat(outcomes(rendered)).hasSize(Chunks.FRAMES).containsOnly(FrameOutcome.STYLED);
        assertThat(rendered.styled().getFormat()).isEqualTo(PayloadFormat.JPEG);
        assertThat(engine.requests().getFirst().frames())
                .extracting(SourceFrame::picture)
                .containsOnlyNulls();
        try (FramePayload jpeg = FramePayloads.of(PayloadFormat.JPEG)) {
            ByteBuffer data = Objects.requireNonNull(
                    rendered.styled().getFrames().getFirst().getData());
            assertThat(jpeg.decode(data, Chunks.SIDE, Chunks.SIDE)).isNotNull();
        }
    }

    @Test
    void noPictureIsSimilarToOneThatIsNotThere() {
        StyleTimeline filtered = new StyleTimeline(time ->
                new StyleHistory.Entry(Style.of("").withSimilarity(new Similarity(0.5, 10, SkipRule.PLAIN)), 0, 0));

        OneByOne.Rendered rendered =
                renderer.render(Chunks.prompted("s", 1, 0), filtered, StreamState.startOf(1, null));

        assertThat(outcomes(rendered)).containsOnly(FrameOutcome.STYLED);
        assertThat(rendered.state().reference()).isNull();
    }

    private OneByOne.Rendered render(VideoChunk chunk) {
        return renderer.render(chunk, NO_STYLES, StreamState.startOf(1, null));
    }

    private static List<FrameOutcome> outcomes(OneByOne.Rendered chunk) {
        return chunk.styled().getFrames().stream().map(StyledFrame::getOutcome).toList();
    }
}
