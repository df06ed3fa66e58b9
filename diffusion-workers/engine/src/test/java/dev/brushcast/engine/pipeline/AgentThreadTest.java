package dev.brushcast.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class AgentThreadTest {

    @Test
    void whoeverClosesItWaitsForItsCallInProgressAlsoIfInterrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean over = new AtomicBoolean();
        AgentThread agent = new AgentThread(
                "native",
                () -> {
                    begun.countDown();
                    // A native call heeds no interrupt.
                    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
                    while (System.nanoTime() < end) {
                        LockSupport.parkNanos(end - System.nanoTime());
                    }
                    over.set(true);
                },
                _ -> {});
        agent.start();
        begun.await();
        Thread.currentThread().interrupt();
        agent.close();
        assertThat(Thread.interrupted()).as("the closer may know of it").isTrue();
        assertThat(over).isTrue();
    }
}
