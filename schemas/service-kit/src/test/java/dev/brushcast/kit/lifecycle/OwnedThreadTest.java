package dev.brushcast.kit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OwnedThreadTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();

    @Test
    void workThatReturnsEndsWithoutAFailure() throws Exception {
        OwnedThread thread = thread(() -> {});
        thread.start();

        assertThat(thread.join(LONG)).isEmpty();
        assertThat(end.get(1, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void whatWorkThrowsIsToldAndNotLost() throws Exception {
        Error failure = new AssertionError("broken");
        OwnedThread thread = thread(() -> {
            throw failure;
        });
        thread.start();

        assertThat(end.get(10, TimeUnit.SECONDS)).containsSame(failure);
    }

    @Test
    void aThreadThatHangsIsToldWithWhereItHangsAndEndsWhenInterrupted() throws Exception {
        OwnedThread thread = thread(() -> new CountDownLatch(1).await());
        thread.start();

        ServiceStuckException stuck = thread.join(Duration.ofMillis(20)).orElseThrow();
        assertThat(stuck).hasMessage("owned did not stop within 20 ms; it is at the stack below");
        thread.interrupt();

        assertThat(thread.join(LONG)).isEmpty();
        assertThat(end.get(1, TimeUnit.SECONDS).orElseThrow()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void oneThatWasNeverStartedHasEnded() {
        assertThat(thread(() -> {}).join(LONG)).isEmpty();
    }

    @Test
    void theInterruptOfWhoeverWaitsIsKept() {
        OwnedThread thread = thread(() -> new CountDownLatch(1).await());
        thread.start();
        Thread.currentThread().interrupt();

        assertThat(thread.join(Duration.ofMillis(20))).isPresent();

        assertThat(Thread.interrupted()).isTrue();
        thread.interrupt();
    }

    private OwnedThread thread(OwnedThread.Work work) {
        return new OwnedThread("owned", work, failure -> end.complete(Optional.ofNullable(failure)));
    }
}
