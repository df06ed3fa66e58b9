package dev.brushcast.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.ingest.capture.IngestClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnstyledTest {

    private static final long LIMIT = 100;

    private final Deque<Long> news = new ArrayDeque<>();
    private int asked;
    private boolean closed;

    private final Unstyled unstyled = new Unstyled(
            LIMIT,
            new StyledProgress() {
                @Override
                public long reached(Duration wait) {
                    asked++;
                    return news.size() > 1 ? news.removeFirst() : news.getFirst();
                }

                @Override
                public void close() {
                    closed = true;
                }
            },
            IngestClock.SYSTEM);

    @Test
    void nobodyIsAskedBelowTheBound() {
        acquire(0, 50);
        acquire(1, 50);

        assertThat(asked).isZero();
    }

    @Test
    void theChunkThatWouldBeTooMuchWaitsUntilEnoughOfTheOthersIsStyled() {
        acquire(0, 50);
        acquire(1, 50);
        news.addAll(List.of(StyledProgress.NONE, StyledProgress.NONE, 0L));

        acquire(2, 50);

        assertThat(asked).isEqualTo(3);
    }

    @Test
    void whatIsStyledMakesRoomForAllOfIt() {
        acquire(0, 30);
        acquire(1, 30);
        acquire(2, 30);
        news.add(1L);

        acquire(3, 60);
        acquire(4, 10);

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aChunkLargerThanTheBoundGoesWhenAllBeforeItAreStyled() {
        acquire(0, 10);
        news.addAll(List.of(StyledProgress.NONE, 0L));

        acquire(1, 10 * LIMIT);

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void nothingIsWaitedForOnceGivenUp() {
        acquire(0, LIMIT);
        news.add(StyledProgress.NONE);

        unstyled.acquire(1, LIMIT, () -> asked >= 2);

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void closesWhatItAsks() {
        unstyled.close();

        assertThat(closed).isTrue();
    }

    private void acquire(long sequence, long bytes) {
        unstyled.acquire(sequence, bytes, () -> false);
    }
}
