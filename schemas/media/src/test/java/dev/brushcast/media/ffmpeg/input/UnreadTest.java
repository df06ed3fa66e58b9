package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnreadTest {

    private static final long SECOND_US = 1_000_000;

    private final AtomicLong nowNs = new AtomicLong(7);
    private final Unread unread = new Unread(nowNs::get);

    private void passes(Duration time) {
        nowNs.addAndGet(time.toNanos());
    }

    @Test
    void aFrameIsTheNewestWhenItIsAsFarFromTheFirstAsTheClockHasGone() {
        unread.first(3 * SECOND_US);
        passes(Duration.ofSeconds(5));

        assertThat(unread.lasts()).isEqualTo(Duration.ofSeconds(5));
        assertThat(unread.has(3 * SECOND_US)).isTrue();
        assertThat(unread.has(7 * SECOND_US)).isTrue();
        assertThat(unread.has(8 * SECOND_US - 50_000)).as("50 ms behind").isFalse();
    }

    @Test
    void nothingIsUnreadBeforeTheFirstFrame() {
        passes(Duration.ofSeconds(5));

        assertThat(unread.lasts()).isZero();
        assertThat(unread.has(0)).isFalse();
    }

    @Test
    void theNewestFrameIsTheSameOneWhenTimesBeginAgainBeforeIt() {
        unread.first(0);
        passes(Duration.ofSeconds(5));
        unread.lasts();
        unread.beginAgain(2 * SECOND_US);

        assertThat(unread.has(2 * SECOND_US)).isTrue();
        assertThat(unread.has(3 * SECOND_US)).isFalse();
    }

    @Test
    void aSourceThatIsReadNoFasterThanItSendsIsReadAllTheSame() {
        unread.first(0);
        passes(Duration.ofSeconds(5));
        unread.lasts();
        passes(Duration.ofSeconds(5));

        assertThat(unread.has(4 * SECOND_US)).isFalse();
    }
}
