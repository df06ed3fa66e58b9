package dev.brushcast.kit.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

final class RateLimitedLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(RateLimitedLogTest.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Queue<Runnable> inASecond = new ArrayDeque<>();
    private final RateLimitedLog log = new RateLimitedLog(logger, Level.WARN, inASecond::add);

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    @Test
    void theFirstIsToldWholeAndAtOnce() {
        log.log("a bad record", line -> line.addKeyValue("offset", 7).setCause(new IllegalStateException("why")));

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getMessage()).isEqualTo("a bad record");
            assertThat(line.getKeyValuePairs()).asString().contains("offset", "7");
            assertThat(line.getThrowableProxy().getMessage()).isEqualTo("why");
        });
    }

    @Test
    void aFloodIsOneLineASecondWithTheNumberAndTheLastOne() {
        flood(23_000);
        aSecondPasses();
        flood(500);
        aSecondPasses();

        assertThat(messages())
                .containsExactly(
                        "a bad record",
                        "a bad record (22999 times since the last such line)",
                        "a bad record (500 times since the last such line)");
        assertThat(lines.list.get(1).getKeyValuePairs()).asString().contains("22999");
    }

    @Test
    void afterASecondWithoutAnyTheNextIsToldWholeAgain() {
        flood(2);
        aSecondPasses();
        aSecondPasses();
        assertThat(inASecond).isEmpty();

        flood(1);

        assertThat(messages()).last().isEqualTo("a bad record");
    }

    private void flood(int count) {
        for (int i = 0; i < count; i++) {
            int offset = i;
            log.log("a bad record", line -> line.addKeyValue("offset", offset));
        }
    }

    private void aSecondPasses() {
        inASecond.remove().run();
    }

    private List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
