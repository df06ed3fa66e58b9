package dev.brushcast.compose.control.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long FRAME_NANOS = 40_000_000;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aLiveStreamIsThinnedEvenlyByMediaTime() {
        assertThat(taken(new Pace(5, nanos::get), 25, FRAME_NANOS)).containsExactly(0L, 5L, 10L, 15L, 20L);
    }

    @Test
    void asManyAreHandedOnAsThereAreWhereMoreAreWanted() {
        assertThat(taken(new Pace(60, nanos::get), 25, FRAME_NANOS)).hasSize(25);
    }

    @Test
    void aRecordingThatIsReadFastIsNoFlood() {
        assertThat(taken(new Pace(1, nanos::get), 2_500, FRAME_NANOS / 100)).hasSizeBetween(1, 2);
    }

    @Test
    void aNewCaptureIsHandedOnAtOnceWhateverItsTimes() {
        Pace pace = new Pace(1, nanos::get);
        assertThat(pace.takes(Frames.frame("a", 100))).isTrue();
        nanos.addAndGet(2_000_000_000);
        Picture other = Frames.frame("a", 0);
        assertThat(pace.takes(new Picture("a", other.kind(), 2, 0, 0, 0, 0, "styled", null, null)))
                .isTrue();
    }

    private List<Long> taken(Pace pace, int frames, long nanosEach) {
        List<Long> taken = new ArrayList<>();
        for (long number = 0; number < frames; number++) {
            if (pace.takes(Frames.frame("a", number))) {
                taken.add(number);
            }
            nanos.addAndGet(nanosEach);
        }
        return taken;
    }
}
