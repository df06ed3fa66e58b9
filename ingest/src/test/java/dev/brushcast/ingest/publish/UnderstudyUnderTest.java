package dev.brushcast.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FallbackPicture;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.fallback.Shown;
import dev.brushcast.contract.validation.Plausibility;
import dev.brushcast.ingest.capture.ManualClock;
import dev.brushcast.ingest.config.FallbackConfig;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Chunks of 100 ms; held for two seconds, recovered after five, the first waited for for thirty. */
abstract class UnderstudyUnderTest {

    static final Duration STEP = Duration.ofMillis(100);
    static final long START_US = 1_700_000_000_000_000L;

    final ManualClock clock = new ManualClock();
    final List<StyledChunk> played = new ArrayList<>();
    final List<Shown> told = new ArrayList<>();
    final List<VideoChunk> published = new ArrayList<>();
    WorkerAnswers.Place reached = WorkerAnswers.Place.NONE;
    boolean closed;
    int unblocked;
    int pictureBytes = 100;
    long epoch = 1;
    long sequence;

    final WorkerAnswers answers = new WorkerAnswers() {
        @Override
        public Place reached() {
            return reached;
        }

        @Override
        public void close() {
            closed = true;
        }
    };
    final Understudy.Stage stage = new Understudy.Stage() {
        @Override
        public void play(VideoChunk source, Shown shown, long timestampMs) {
            StyledChunk chunk = StandIn.of(source, shown, clock.wallUs());
            Plausibility.require("cat", timestampMs, chunk);
            assertThat(timestampMs)
                    .isEqualTo((START_US + source.getFrames().getFirst().getPtsUs()) / 1_000);
            played.add(chunk);
        }

        @Override
        public void unblock() {
            unblocked++;
        }

        @Override
        public void tell(long epoch, Shown shown) {
            told.add(shown);
        }
    };
    Understudy understudy = of(FallbackPicture.PASSTHROUGH);

    Understudy of(FallbackPicture show) {
        return new Understudy(FallbackConfig.DEFAULT.withShow(show), answers, stage, clock, false);
    }

    List<FrameOutcome> outcomes() {
        return played.stream()
                .flatMap(chunk -> chunk.getFrames().stream())
                .map(StyledFrame::getOutcome)
                .toList();
    }

    void answered(int chunks) throws InterruptedException {
        for (int i = 0; i < chunks; i++) {
            publish();
            reached = new WorkerAnswers.Place(epoch, sequence - 1);
        }
    }

    void unanswered(int chunks) throws InterruptedException {
        for (int i = 0; i < chunks; i++) {
            publish();
        }
    }

    void publish() throws InterruptedException {
        clock.pass(STEP);
        VideoFrame frame = new VideoFrame(
                sequence, sequence * 100_000, 100_000L, clock.wallUs(), ByteBuffer.allocate(pictureBytes), null);
        VideoChunk chunk = VideoChunk.newBuilder()
                .setStreamId("cat")
                .setEpoch(epoch)
                .setSequence(sequence++)
                .setEpochStartUs(START_US)
                .setPublishedAtUs(clock.wallUs())
                .setWidth(16)
                .setHeight(16)
                .setLive(true)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(List.of(frame))
                .setGaps(List.<FrameGap>of())
                .build();
        VideoChunk sent = understudy.before(chunk);
        published.add(sent);
        understudy.after(sent, (START_US + frame.getPtsUs()) / 1_000);
    }
}
