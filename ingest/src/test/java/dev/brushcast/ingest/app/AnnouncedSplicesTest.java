package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.SpliceKind;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.media.Rational;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.testing.NumberedClip;
import dev.brushcast.media.testing.ReadBack;
import dev.brushcast.media.testing.Remux;
import dev.brushcast.media.testing.SpliceSections;
import dev.brushcast.media.testing.SplicedStream;
import dev.brushcast.media.testing.SplicedStream.Sent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transport stream that announces splices, captured. */
class AnnouncedSplicesTest {

    private static final int FRAMES = 100;
    private static final long FRAME_TICKS = 3_600;

    @TempDir
    private Path folder;

    private final CaptureBench bench = new CaptureBench();

    @Test
    void chunksCarryWhatIsAnnouncedFromWhenItCameUntilItIsOver() throws Exception {
        Path mp4 = folder.resolve("clip.mp4");
        Path plain = folder.resolve("plain.ts");
        Path file = folder.resolve("spliced.ts");
        NumberedClip.write(mp4, FRAMES, new Rational(25, 1), 160, 96, false);
        Remux.to("mpegts", mp4, plain);
        long zero = ReadBack.tracks(plain.toString())
                .getFirst()
                .packets()
                .getFirst()
                .pts();
        byte[] out = SpliceSections.out(7, zero + 50 * FRAME_TICKS, 20 * FRAME_TICKS, false);
        SplicedStream.write(
                plain,
                file,
                List.of(
                        new Sent(zero + 20 * FRAME_TICKS, out),
                        new Sent(zero + 21 * FRAME_TICKS, SpliceSections.encrypted()),
                        new Sent(zero + 22 * FRAME_TICKS, out)));
        MediaSource source = new MediaSource.LocalFile(file);
        bench.config = IngestConfig.of(source);

        bench.capture(OpenSource.open(source, InputOptions.DEFAULT, new Cancellation()));

        List<VideoChunk> with = bench.output.video.stream()
                .filter(chunk -> chunk.getCues().stream().anyMatch(cue -> cue.getKind() == SpliceKind.OUT))
                .toList();
        assertThat(first(with.getFirst())).as("long before the splice").isLessThan(40);
        assertThat(first(with.getLast())).as("until the break is over").isBetween(66L, 70L);
        assertThat(with).as("without a hole").hasSize((int) (first(with.getLast()) - first(with.getFirst())) / 4 + 1);
        SpliceCue cue = with.getFirst().getCues().getFirst();
        long splice = bench.output.video.stream()
                .flatMap(chunk -> chunk.getFrames().stream())
                .filter(frame -> frame.getPtsUs() >= cue.getAtUs())
                .findFirst()
                .orElseThrow()
                .getNumber();
        assertThat(splice).isEqualTo(50);
        assertThat(with).allSatisfy(chunk -> assertThat(chunk.getCues()).contains(cue));
        assertThat(bench.tally.summary().cues()).isEqualTo(2);
        assertThat(bench.tally.summary().unreadableCues()).isEqualTo(1);
        assertThat(bench.output.events)
                .filteredOn(event -> event.getType() == StreamEventType.CUE)
                .extracting(StreamEvent::getMessage)
                .hasSize(3)
                .anyMatch(text -> text.startsWith("splice out at "))
                .anyMatch(text -> text.contains("it is encrypted"));
        assertThat(bench.output.video.stream()
                        .flatMap(chunk -> chunk.getCues().stream())
                        .distinct())
                .extracting(SpliceCue::getKind, SpliceCue::getEventId)
                .containsExactlyInAnyOrder(tuple(SpliceKind.OUT, 7L), tuple(SpliceKind.COMMAND, null));
    }

    private static long first(VideoChunk chunk) {
        return chunk.getFrames().getFirst().getNumber();
    }
}
