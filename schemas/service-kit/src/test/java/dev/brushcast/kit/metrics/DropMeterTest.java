package dev.brushcast.kit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class DropMeterTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow
    private final Logger log = (Logger) LoggerFactory.getLogger(DropMeterTest.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final DropMeter meter = new DropMeter(registry, "frames.dropped", "frames", log, nanoTime::get);

    @BeforeEach
    void listen() {
        lines.start();
        log.setAdditive(false);
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    @Test
    void everyDropIsCountedByItsCause() {
        meter.dropped("late", 3);
        meter.dropped("full", 1);
        meter.dropped("late", 2);

        assertThat(registry.counter("frames.dropped", "cause", "late").count()).isEqualTo(5);
        assertThat(registry.counter("frames.dropped", "cause", "full").count()).isEqualTo(1);
    }

    @Test
    void thereIsAtMostOneLogLineASecondAndNothingIsLeftUnsaid() {
        meter.dropped("late", 1);
        meter.dropped("late", 2);
        nanoTime.addAndGet(Duration.ofMillis(999).toNanos());
        meter.dropped("full", 3);
        assertThat(said()).containsExactly("dropped 1 frames: {late=1}");

        nanoTime.addAndGet(Duration.ofMillis(1).toNanos());
        meter.dropped("late", 1);
        meter.dropped("full", 4);
        meter.close();
        meter.close();

        assertThat(said())
                .containsExactly(
                        "dropped 1 frames: {late=1}",
                        "dropped 6 frames: {full=3, late=3}",
                        "dropped 4 frames: {full=4}");
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
