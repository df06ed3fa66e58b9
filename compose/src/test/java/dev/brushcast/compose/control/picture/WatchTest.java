package dev.brushcast.compose.control.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.control.picture.Watch.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchTest {

    private static final Watched A = new Watched("a", 0, PictureKind.STYLED);
    private static final Watched B = new Watched("b", 1, PictureKind.STYLED);

    private final AtomicLong nanos = new AtomicLong();
    private final Watch watch = new Watch(List.of(A, B), 25, nanos::get, () -> {});

    @Test
    void whoIsSlowGetsTheNewestAndFewer() throws InterruptedException {
        offer(A, 100);

        List<Long> got = numbers();

        assertThat(got).hasSize(7).endsWith(99L).isSorted();
    }

    @Test
    void aStreamWithManyFramesHoldsUpNoOther() throws InterruptedException {
        offer(A, 5);
        offer(B, 1);

        assertThat(List.of(stream(), stream(), stream())).containsExactly("a", "b", "a");
    }

    @Test
    void aPictureThatStandsIsNotSentAgainAndItsFrameIsTold() throws InterruptedException {
        watch.offer(A, Frames.frame("a", 0));
        watch.offer(A, Frames.frame("a", 1, "reused_late", Frames.image(0)));

        assertThat(next().isNew()).isTrue();
        Sent second = next();
        assertThat(second.isNew()).isFalse();
        assertThat(second.picture().outcome()).isEqualTo("reused_late");
    }

    @Test
    void thePictureOfAFrameThatWasPassedOverIsSentWithTheOneThatShowsIt() throws InterruptedException {
        Watch slow = new Watch(List.of(A), 1, nanos::get, () -> {});
        slow.offer(A, Frames.frame("a", 0));
        slow.offer(A, Frames.frame("a", 20));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        slow.offer(A, Frames.frame("a", 25, "held_error", Frames.image(20)));

        Sent sent = slow.next(Duration.ZERO).orElseThrow();

        assertThat(sent.picture().number()).isEqualTo(25);
        assertThat(sent.isNew()).isTrue();
    }

    @Test
    void aFrameThatIsOfferedTwiceComesOnce() throws InterruptedException {
        watch.offer(A, Frames.frame("a", 3));
        watch.offer(A, Frames.frame("a", 2));
        watch.offer(A, Frames.frame("a", 3));

        assertThat(numbers()).containsExactly(3L);
    }

    @Test
    void aClientThatTakesNothingAtAllIsGivenUp() throws InterruptedException {
        assertThat(watch.next(Duration.ZERO)).isEmpty(); // this thread takes, and then nothing more
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());

        offer(A, 20);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aClientThatIsSlowIsNot() throws InterruptedException {
        assertThat(watch.next(Duration.ZERO)).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());

        offer(A, 20);

        assertThat(Thread.interrupted()).isFalse();
    }

    private void offer(Watched what, int frames) {
        for (long number = 0; number < frames; number++) {
            watch.offer(what, Frames.frame(what.streamId(), number));
            nanos.addAndGet(40_000_000);
        }
    }

    private Sent next() throws InterruptedException {
        return watch.next(Duration.ZERO).orElseThrow();
    }

    private String stream() throws InterruptedException {
        return next().picture().streamId();
    }

    private List<Long> numbers() throws InterruptedException {
        List<Long> numbers = new ArrayList<>();
        for (Optional<Sent> sent = watch.next(Duration.ZERO); sent.isPresent(); sent = watch.next(Duration.ZERO)) {
            numbers.add(sent.get().picture().number());
        }
        return numbers;
    }
}
