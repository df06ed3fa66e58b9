package dev.brushcast.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.SpliceKind;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.media.Rational;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VideoChunkerTest {

    private static final long START_US = 1_700_000_000_000_000L;
    private static final EpochHeader HEADER =
            new EpochHeader("main", 3, START_US, 64, 48, new Rational(25, 1), true, PayloadFormat.JPEG, null, null);

    private final VideoChunker chunker = new VideoChunker(HEADER, 4, 1_000, 160_000);
    private final List<VideoChunk> out = new ArrayList<>();

    @Test
    void framesComeInFullChunksAndTheLastOneHasTheRest() {
        for (int n = 0; n < 10; n++) {
            add(n, 10);
        }
        out.add(chunker.end(null, START_US));

        assertThat(out).extracting(VideoChunk::getSequence).containsExactly(0L, 1L, 2L);
        assertThat(out).extracting(c -> c.getFrames().size()).containsExactly(4, 4, 2);
        assertThat(out).extracting(VideoChunk::getEndOfEpoch).containsExactly(false, false, true);
        assertThat(out.stream().flatMap(c -> c.getFrames().stream()).map(VideoFrame::getNumber))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void anEpochOfWholeChunksEndsWithAnEmptyOne() {
        for (int n = 0; n < 4; n++) {
            add(n, 10);
        }
        out.add(chunker.end(null, START_US));

        assertThat(out.getLast().getFrames()).isEmpty();
        assertThat(out.getLast().getEndOfEpoch()).isTrue();
    }

    @Test
    void aLoneFrameIsNotHeldBack() {
        assertThat(chunker.dueAtUs()).isEqualTo(VideoChunker.NEVER);
        add(0, 10);
        assertThat(chunker.dueAtUs()).isEqualTo(START_US + 160_000);

        assertThat(chunker.flush(START_US + 160_000)).hasValueSatisfying(chunk -> {
            assertThat(chunk.getFrames()).hasSize(1);
            assertThat(chunk.getPublishedAtUs()).isEqualTo(START_US + 160_000);
        });
        assertThat(chunker.flush(START_US)).isEmpty();
        assertThat(chunker.dueAtUs()).isEqualTo(VideoChunker.NEVER);
    }

    @Test
    void aChunkIsClosedBeforeItGetsTooLarge() {
        add(0, 400);
        add(1, 400);
        add(2, 400);
        out.add(chunker.end(null, START_US));

        assertThat(out).extracting(c -> c.getFrames().size()).containsExactly(2, 1);
    }

    @Test
    void aChunkMayHaveAllTheBytesItIsAllowed() {
        add(0, 400);
        add(1, 600);
        add(2, 1);
        out.add(chunker.end(null, START_US));

        assertThat(out).extracting(c -> c.getFrames().size()).containsExactly(2, 1);
    }

    @Test
    void everyChunkMayBecomeAsLargeAsTheFirst() {
        for (int n = 0; n < 12; n++) {
            add(n, 240);
        }

        assertThat(out).extracting(c -> c.getFrames().size()).containsExactly(4, 4, 4);
    }

    @Test
    void framesAndGapsCoverEveryNumberOnce() {
        chunker.skip(0, 2, "corrupt");
        add(2, 10);
        chunker.skip(3, 1, "frame-rate");
        chunker.skip(4, 1, "frame-rate");
        chunker.skip(5, 1, "corrupt");
        add(6, 10);
        out.add(chunker.end(null, START_US));

        assertThat(out).hasSize(1);
        assertThat(out.getFirst().getGaps())
                .containsExactly(
                        new FrameGap(0L, 2L, "corrupt"),
                        new FrameGap(3L, 2L, "frame-rate"),
                        new FrameGap(5L, 1L, "corrupt"));
    }

    @Test
    void aGapAloneWaitsForTheNextFrame() {
        chunker.skip(0, 5, "overrun");
        assertThat(chunker.flush(START_US)).isEmpty();
        add(5, 10);

        assertThat(chunker.flush(START_US).orElseThrow().getGaps()).containsExactly(new FrameGap(0L, 5L, "overrun"));
    }

    @Test
    void anAnnouncementIsInEveryChunkUntilItIsOver() {
        add(0, 10);
        chunker.announce(cue(400_000, 300_000L));
        for (int n = 1; n < 24; n++) {
            add(n, 10);
        }

        assertThat(out).hasSize(6);
        assertThat(out.subList(0, 5))
                .allSatisfy(chunk -> assertThat(chunk.getCues()).hasSize(1));
        assertThat(out.get(5).getCues()).as("it ended at 0.7 s").isEmpty();
    }

    @Test
    void anAnnouncementThatIsOverWhenItComesIsTold() {
        add(0, 10);
        chunker.announce(cue(-5_000_000, null));
        chunker.flush(START_US).ifPresent(out::add);
        add(1, 10);
        chunker.flush(START_US).ifPresent(out::add);

        assertThat(out).extracting(chunk -> chunk.getCues().size()).containsExactly(1, 0);
    }

    @Test
    void anAnnouncementDoesNotWaitForFramesThatDoNotCome() {
        chunker.announce(cue(0, null));
        assertThat(chunker.dueAtUs()).as("an epoch begins with a frame").isEqualTo(VideoChunker.NEVER);
        add(0, 10);
        chunker.flush(START_US).ifPresent(out::add);
        assertThat(chunker.earliestCueUs()).isEqualTo(1);
        chunker.skip(1, 5, "overrun");
        chunker.announce(cue(2_000_000, null));

        assertThat(chunker.dueAtUs()).isEqualTo(START_US + 160_000);
        chunker.flush(START_US).ifPresent(out::add);
        assertThat(out.getLast().getFrames()).isEmpty();
        assertThat(out.getLast().getGaps()).as("a gap waits for its frame").isEmpty();
        assertThat(out.getLast().getCues()).extracting(SpliceCue::getAtUs).containsExactly(0L, 2_000_000L);
        assertThat(chunker.flush(START_US)).isEmpty();
        add(6, 10);
        assertThat(chunker.flush(START_US).orElseThrow().getGaps()).containsExactly(new FrameGap(1L, 5L, "overrun"));
    }

    private static SpliceCue cue(long atUs, @Nullable Long durationUs) {
        return SpliceCue.newBuilder()
                .setAtUs(atUs)
                .setReceivedAtUs(START_US)
                .setSection(ByteBuffer.allocate(1))
                .setKind(SpliceKind.OUT)
                .setDurationUs(durationUs)
                .build();
    }

    private void add(long number, int bytes) {
        VideoFrame frame = new VideoFrame(
                number, number * 40_000, 40_000L, START_US + number * 40_000, ByteBuffer.allocate(bytes), null);
        out.addAll(chunker.add(frame, START_US + number * 40_000));
    }
}
