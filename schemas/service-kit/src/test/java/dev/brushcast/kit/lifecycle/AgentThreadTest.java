package dev.brushcast.kit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class AgentThreadTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<Integer> work = new LinkedBlockingQueue<>();

    @Test
    void allIsDoneOnOneThreadThatIsCalledAfterTheRole() {
        work.addAll(List.of(1, 2, 0));
        AgentThread thread = started(new Worker());

        assertThat(thread.finished().toCompletableFuture()).succeedsWithin(SOON);
        assertThat(log).containsExactly("worker start", "worker 1", "worker 2", "worker 0", "worker close");
    }

    @Test
    void closingInterruptsAWaitingAgentAndWaitsForItsRelease() {
        AgentThread thread = started(new Worker());

        thread.close();
        thread.close();

        assertThat(log).endsWith("worker close");
        assertThat(thread.finished().toCompletableFuture()).isCompleted();
    }

    @Test
    void aFailureIsToldAndWhatTheAgentOwnsIsReleased() {
        AgentThread thread = started(new Worker() {
            @Override
            public boolean doWork() {
                throw new IllegalStateException("broken");
            }
        });

        assertThat(thread.finished().toCompletableFuture())
                .failsWithin(SOON)
                .withThrowableThat()
                .withMessageContaining("broken");
        assertThat(log).endsWith("worker close");
    }

    @Test
    void anAgentThatIgnoresItsInterruptIsReportedWithItsStack() {
        CountDownLatch release = new CountDownLatch(1);
        AgentThread thread = new AgentThread(
                new Worker() {
                    @Override
                    public boolean doWork() {
                        log.add("deaf");
                        deaf(release);
                        return true;
                    }
                },
                Duration.ofMillis(100));
        thread.start();
        while (!log.contains("deaf")) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(thread::close)
                .isInstanceOf(ServiceStuckException.class)
                .hasMessage("worker did not stop within 100 ms; it is at the stack below")
                .satisfies(stuck -> assertThat(stuck.getStackTrace())
                        .extracting(StackTraceElement::getMethodName)
                        .contains("deaf"));
        release.countDown();
    }

    @Test
    void aThreadThatWasNeverStartedIsClosedAtOnce() {
        AgentThread thread = new AgentThread(new Worker(), SOON);
        thread.close();
        assertThat(thread.finished().toCompletableFuture()).isCompleted();
        assertThat(log).isEmpty();
    }

    private static AgentThread started(Agent agent) {
        AgentThread thread = new AgentThread(agent, SOON);
        thread.start();
        return thread;
    }

    private static void deaf(CountDownLatch release) {
        while (release.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private class Worker implements Agent {
        @Override
        public String roleName() {
            return "worker";
        }

        @Override
        public void onStart() {
            log.add(Thread.currentThread().getName() + " start");
        }

        @Override
        public boolean doWork() throws InterruptedException {
            int item = work.take();
            log.add(Thread.currentThread().getName() + " " + item);
            return item != 0;
        }

        @Override
        public void onClose() {
            log.add(Thread.currentThread().getName() + " close");
        }
    }
}
