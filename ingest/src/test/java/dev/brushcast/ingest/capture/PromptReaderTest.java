package dev.brushcast.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PromptSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromptReaderTest {

    private final StopSignal stop = new StopSignal();
    private final Handoff handoff = Handoff.withRoomFor(100);

    @Test
    void timesDoNotDriftAtARateThatDoesNotDivideASecond() throws Exception {
        read("txt2img:rate=30000/1001:duration=2", null, false, new ManualClock());

        List<Captured.Frame> frames = frames();
        assertThat(frames).hasSize(60);
        assertThat(frames.get(59).ptsUs()).isEqualTo(59 * 1_001_000_000L / 30_000);
        for (int i = 1; i < frames.size(); i++) {
            assertThat(frames.get(i - 1).ptsUs() + frames.get(i - 1).durationUs())
                    .isEqualTo(frames.get(i).ptsUs());
        }
    }

    @Test
    void inRealTimeAFrameIsAskedForWhenItIsDue() throws Exception {
        ManualClock clock = new ManualClock();
        long begun = clock.monotonicNs();

        read("txt2img:rate=10:duration=1", null, true, clock);

        assertThat(frames()).hasSize(10);
        assertThat(clock.monotonicNs() - begun).isEqualTo(Duration.ofMillis(900).toNanos());
    }

    @Test
    void framesThatAreTooManyAreNotAskedFor() throws Exception {
        read("txt2img:rate=10:duration=1", 5.0, false, new ManualClock());

        assertThat(items())
                .filteredOn(Captured.Missing.class::isInstance)
                .hasSize(5)
                .allMatch(item -> ((Captured.Missing) item).cause() == GapCause.FRAME_RATE);
    }

    @Test
    void oneWithoutEndEndsWhenItIsStopped() throws Exception {
        stop.give();

        read("txt2img", null, true, new ManualClock());

        assertThat(items()).containsExactly(Captured.Ended.COMPLETE);
    }

    private void read(String source, @Nullable Double maxFrameRate, boolean realTime, IngestClock clock)
            throws InterruptedException {
        new PromptReader((PromptSource) MediaSource.parse(source), maxFrameRate, realTime, clock, stop, handoff).run();
    }

    private List<Captured.Frame> frames() throws InterruptedException {
        return items().stream()
                .filter(Captured.Frame.class::isInstance)
                .map(Captured.Frame.class::cast)
                .toList();
    }

    private List<Captured> items() throws InterruptedException {
        List<Captured> items = new ArrayList<>();
        while (items.isEmpty() || !(items.getLast() instanceof Captured.Ended)) {
            items.add(Objects.requireNonNull(handoff.poll(Duration.ZERO)));
        }
        return items;
    }
}
