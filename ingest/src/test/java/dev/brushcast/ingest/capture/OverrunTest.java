package dev.brushcast.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.ffmpeg.input.EndKind;
import dev.brushcast.media.ffmpeg.input.MediaInput;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OverrunTest {

    private static final int FRAMES_OF_CLIP = 12;
    private static final int ROOM = 8;

    @Test
    void framesOfALiveSourceThatFindNoRoomForLongAreMissingAndCounted() throws Exception {
        try (LiveServer server = new LiveServer("no-times.h264", 1)) {
            List<Captured> items = readLate(server.bareUrl(), new SlowClock(), Handoff.withRoomFor(ROOM));

            assertThat(items).hasSize(ROOM + 2);
            assertThat(items.get(ROOM)).isEqualTo(new Captured.Missing(ROOM, FRAMES_OF_CLIP - ROOM, GapCause.OVERRUN));
            assertThat(items.getLast()).isEqualTo(new Captured.Ended(EndKind.CLOSED, null));
            assertThat(items.subList(0, ROOM))
                    .extracting(item -> ((Captured.Frame) item).number())
                    .containsExactlyElementsOf(LongStream.range(0, ROOM).boxed().toList());
        }
    }

    @Test
    void aBurstIsReadOut() throws Exception {
        try (LiveServer server = new LiveServer("no-times.h264", 1)) {
            List<Captured> items = readLate(server.bareUrl(), new ManualClock(), Handoff.withRoomFor(ROOM));

            assertThat(items).hasSize(FRAMES_OF_CLIP + 1).noneMatch(Captured.Missing.class::isInstance);
        }
    }

    /** A second passes from frame to frame. */
    private static final class SlowClock implements IngestClock {

        private long seconds;

        @Override
        public long wallUs() {
            return seconds * 1_000_000;
        }

        @Override
        public long monotonicNs() {
            return ++seconds * 1_000_000_000;
        }

        @Override
        public boolean await(Duration duration, StopSignal stop) {
            throw new AssertionError("a live source is not held back");
        }
    }

    private static void run(Reading reader) {
        try {
            reader.run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything that the reader hands over, taken only when the source has been read to its end. */
    private static List<Captured> readLate(String url, IngestClock clock, Handoff handoff) throws InterruptedException {
        StopSignal stop = new StopSignal();
        MediaInput input = MediaInput.open(MediaSource.parse(url), InputOptions.DEFAULT, stop.cancellation());
        FrameFitter fitter = new FrameFitter(64, 48, Fit.CROP);
        SourceReader reader = new SourceReader(input, fitter, null, false, clock, stop, handoff);
        Thread reading = Thread.ofPlatform().daemon().unstarted(() -> run(reader));
        reading.start();
        while (reading.getState() != Thread.State.WAITING) { // for room for what it has to say at the end
            Thread.sleep(10);
        }
        List<Captured> items = new ArrayList<>();
        do {
            Captured item = handoff.poll(Duration.ofSeconds(10));
            assertThat(item).isNotNull();
            items.add(item);
        } while (!(items.getLast() instanceof Captured.Ended));
        reading.join();
        return items;
    }
}
