package dev.brushcast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.TextEncoder;
import dev.brushcast.engine.text.PromptWeights;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Closes engines while their text encoder is in use: native memory that is freed then takes the process down. */
public final class FreedInUse implements TextEncoder {

    private static final String SLOW = "slow";

    private final int width;
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger using = new AtomicInteger();
    private volatile int freedUnder;
    private final AtomicInteger usedAfter = new AtomicInteger();
    private final CountDownLatch freed = new CountDownLatch(1);

    /** @param width of what it makes of a prompt */
    public FreedInUse(int width) {
        this.width = width;
    }

    /** Closes an engine from an interrupted thread while one call of this encoder's is at work. */
    public void check(DiffusionEngine engine, Function<Style, CompletableFuture<?>> use) throws Exception {
        CompletableFuture<?> used = use.apply(Style.of(SLOW));
        assertThat(entered.await(10, TimeUnit.SECONDS)).as("it is used").isTrue();
        Thread closer = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            engine.close();
        });
        // Where nothing waits for the call, that is the time in which it is freed.
        var _ = freed.await(200, TimeUnit.MILLISECONDS);
        goOn.countDown();
        assertThat(closer.join(Duration.ofSeconds(10))).isTrue();
        used.handle((_, _) -> "").get(10, TimeUnit.SECONDS);
        assertThat(freed.getCount()).isZero();
        assertThat(freedUnder).as("calls under which it was freed").isZero();
        assertThat(usedAfter).as("calls after it was freed").hasValue(0);
        assertThatThrownBy(() -> engine.judge(Style.of("another"), true))
                .isInstanceOf(EngineException.class)
                .hasMessage("the engine is closed");
        assertThat(usedAfter).hasValue(0);
    }

    private void use(PromptWeights prompt) {
        if (freed.getCount() == 0) {
            usedAfter.incrementAndGet();
        }
        using.incrementAndGet();
        try {
            if (prompt.text().equals(SLOW)) {
                entered.countDown();
                goOn.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            using.decrementAndGet();
        }
    }

    @Override
    public Conditioning encode(PromptWeights prompt) {
        use(prompt);
        return new Conditioning(new float[width], null);
    }

    @Override
    public String cutOff(PromptWeights prompt) {
        use(prompt);
        return "";
    }

    @Override
    public void close() {
        freedUnder = using.get();
        freed.countDown();
    }
}
