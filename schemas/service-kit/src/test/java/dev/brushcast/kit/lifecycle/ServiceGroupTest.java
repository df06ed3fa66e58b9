package dev.brushcast.kit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ServiceGroupTest {

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @Test
    void servicesStartInOrderAndStopInReverse() {
        ServiceGroup group = group(new Recorded("a"), new Recorded("b"), new Recorded("c"));

        group.start();
        group.close();
        group.close();

        assertThat(log).containsExactly("start a", "start b", "start c", "close c", "close b", "close a");
    }

    @Test
    void aFailedStartStopsWhatWasStartedAndIsThrown() {
        IllegalStateException failure = new IllegalStateException("no");
        ServiceGroup group = group(
                new Recorded("a"),
                new Recorded("b", () -> fail(failure), ServiceGroupTest::nothing),
                new Recorded("c"));

        assertThatThrownBy(group::start).isSameAs(failure);
        assertThat(log).containsExactly("start a", "start b", "close b", "close a");
    }

    @Test
    void aFailedStopKeepsNobodyElseFromStopping() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second");
        ServiceGroup group = group(
                new Recorded("a", ServiceGroupTest::nothing, () -> fail(second)),
                new Recorded("b", ServiceGroupTest::nothing, () -> fail(first)),
                new Recorded("c"));
        group.start();

        assertThatThrownBy(group::close).isSameAs(first).hasSuppressedException(second);
        assertThat(log).endsWith("close c", "close b", "close a");
    }

    @Test
    void aStuckServiceIsLeftBehindAndItsStackReported() {
        ServiceGroup group =
                group(new Recorded("a"), new Recorded("b", ServiceGroupTest::nothing, ServiceGroupTest::hang));
        group.start();

        assertThatThrownBy(group::close)
                .isInstanceOf(ServiceStuckException.class)
                .hasMessageStartingWith("b did not stop within 200 ms")
                .satisfies(stuck -> assertThat(stuck.getStackTrace())
                        .extracting(StackTraceElement::getMethodName)
                        .contains("hang"));
        assertThat(log).endsWith("close b", "close a");
    }

    @Test
    void aGroupIsFinishedWhenAllServicesAre() {
        Recorded a = new Recorded("a");
        Recorded b = new Recorded("b");
        ServiceGroup group = group(a, b);
        group.start();
        CompletableFuture<Void> finished = group.finished().toCompletableFuture();

        a.finished.complete(null);
        assertThat(finished).isNotDone();
        b.finished.complete(null);
        assertThat(finished).isCompleted();
    }

    @Test
    void aGroupFailsAsSoonAsOneServiceDoes() {
        Recorded failing = new Recorded("b");
        ServiceGroup group = group(new Recorded("a"), failing);
        group.start();

        failing.finished.completeExceptionally(new IllegalStateException("broken"));

        assertThat(group.finished().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withMessageContaining("broken");
    }

    private static ServiceGroup group(Service... services) {
        return new ServiceGroup("group", List.of(services), Duration.ofMillis(200));
    }

    private static void nothing() {}

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Recorded implements Service {
        private final String name;
        private final Runnable onStart;
        private final Runnable onClose;
        private final CompletableFuture<Void> finished = new CompletableFuture<>();

        Recorded(String name) {
            this(name, ServiceGroupTest::nothing, ServiceGroupTest::nothing);
        }

        Recorded(String name, Runnable onStart, Runnable onClose) {
            this.name = name;
            this.onStart = onStart;
            this.onClose = onClose;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() {
            log.add("start " + name);
            onStart.run();
        }

        @Override
        public CompletionStage<Void> finished() {
            return finished;
        }

        @Override
        public void close() {
            log.add("close " + name);
            onClose.run();
        }
    }
}
