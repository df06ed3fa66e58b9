package dev.brushcast.kit.hosts;

import static dev.brushcast.kit.hosts.FakeStreams.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.kit.retry.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostedSlotTest {

    private final FakeStreams streams = new FakeStreams();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final HostedSlot slot = new HostedSlot(
            "test-slot",
            streams,
            (stream, failure) -> failures.add(stream.getStreamId() + ": " + failure.getMessage()),
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(4), new Random(1)),
            nanos::get);

    @AfterEach
    void leave() {
        slot.leave();
        slot.join(Duration.ofSeconds(10));
    }

    private void awaitDone(String... steps) {
        Awaitility.await().untilAsserted(() -> assertThat(streams.done).containsExactly(steps));
    }

    @Test
    void aStreamIsStartedAndClosedWhenItIsToStandStill() {
        slot.want(stream("a", 1));
        awaitDone("open a 1", "start a 1");
        slot.want(stream("a", 0, 2, false));
        awaitDone("open a 1", "start a 1", "close a 1");
        slot.want(stream("a", 3));
        awaitDone("open a 1", "start a 1", "close a 1", "open a 3", "start a 3");
    }

    @Test
    void aStreamThatIsRemovedIsEndedAndClosed() {
        slot.want(stream("a", 1));
        awaitDone("open a 1", "start a 1");
        slot.want(null);
        awaitDone("open a 1", "start a 1", "end a 1", "close a 1");
    }

    @Test
    void aChangeThatTheStreamCannotMakeItselfClosesItBeforeTheNextOneOpens() {
        slot.want(stream("a", 1));
        awaitDone("open a 1", "start a 1");
        slot.want(stream("a", 2));
        awaitDone("open a 1", "start a 1", "close a 1", "open a 2", "start a 2");
    }

    @Test
    void aChangeThatTheStreamMakesItselfClosesNothing() {
        streams.becoming = true;
        slot.want(stream("a", 1));
        awaitDone("open a 1", "start a 1");
        slot.want(stream("a", 2));
        awaitDone("open a 1", "start a 1", "become a 2");
    }

    @Test
    void aStreamThatFailsIsToldAndStartedAnew() {
        slot.want(stream("a", 1));
        awaitDone("open a 1", "start a 1");
        streams.opened.getFirst().finished.completeExceptionally(new IllegalStateException("the source is gone"));
        awaitDone("open a 1", "start a 1", "close a 1", "open a 1", "start a 1");
        assertThat(failures).containsExactly("a: the source is gone");
    }

    @Test
    void aStreamThatHasEndedStaysSoUntilItIsChanged() {
        slot.want(stream("a", 1));
        awaitDone("open a 1", "start a 1");
        streams.opened.getFirst().finished.complete(null);
        slot.want(stream("a", 1));
        slot.want(stream("a", 2));
        awaitDone("open a 1", "start a 1", "close a 1", "open a 2", "start a 2");
    }

    @Test
    void whatCannotBeOpenedIsTriedAgainUntilItCan() {
        streams.refusing = true;
        slot.want(stream("a", 1));
        Awaitility.await().until(() -> failures.size() >= 3);
        streams.refusing = false;
        Awaitility.await().until(() -> streams.done.contains("start a 1"));
        assertThat(failures).allMatch("a: it cannot be"::equals);
        assertThat(streams.done).doesNotContain("close a 1");
    }

    @Test
    void whatCannotBeOpenedIsNotTriedAgainOnceItIsNotToBe() {
        streams.refusing = true;
        slot.want(stream("a", 1));
        Awaitility.await().until(() -> !failures.isEmpty());
        slot.want(null);
        slot.want(stream("b", 1));
        Awaitility.await().until(() -> failures.contains("b: it cannot be"));
        slot.leave();
        slot.join(Duration.ofSeconds(10));
        assertThat(failures).isSorted();
    }

    @Test
    void whoLeavesHasClosedItsStream() {
        slot.want(stream("a", 1));
        awaitDone("open a 1", "start a 1");
        slot.leave();
        slot.join(Duration.ofSeconds(10));
        assertThat(streams.done).containsExactly("open a 1", "start a 1", "close a 1");
    }
}
