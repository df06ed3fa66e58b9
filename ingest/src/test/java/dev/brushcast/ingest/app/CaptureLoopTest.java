package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.ingest.capture.ManualClock;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.capture.StopSignal;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.ingest.epoch.Tally;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.MediaSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CaptureLoopTest {

    private final ManualClock clock = new ManualClock();
    private final StopSignal stop = new StopSignal();
    private final Tally tally = new Tally();
    private final CollectedOutput output = new CollectedOutput();

    @Test
    void aLiveSourceThatBreaksOffIsOpenedAgainHoweverLongItTakesToClose() throws Exception {
        OpenSource slow = FakeSource.thatBreaksOff().closingFor(Duration.ofMillis(20));

        capture(List.of(slow, slow, slow));

        assertThat(tally.summary().epochs()).isEqualTo(3);
        assertThat(output.video).extracting(VideoChunk::getEpoch).contains(1L, 2L, 3L);
        assertThat(stop.isGiven()).as("the user's stop").isFalse();
    }

    /** Captures what comes; after the last of it nobody is there any more. */
    private void capture(List<OpenSource> sources) throws InterruptedException {
        Queue<OpenSource> coming = new ArrayDeque<>(sources);
        IngestConfig config = IngestConfig.of(MediaSource.parse("tcp://localhost:1"));
        new CaptureLoop(
                        new CaptureContext(config, output, clock, stop, tally),
                        () -> {
                            OpenSource next = coming.poll();
                            if (next == null) {
                                throw new MediaException("nobody there");
                            }
                            return next;
                        },
                        () -> tally.summary().epochs() + 1,
                        new Random(1))
                .run();
    }
}
