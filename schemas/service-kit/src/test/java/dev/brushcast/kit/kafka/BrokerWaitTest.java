package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class BrokerWaitTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(BrokerWait.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long nowSeconds;

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void brokersThatComeLateAreWaitedForAndItIsSaidOnceAndAgainEachHalfMinute() {
        waitFor(100).await();

        assertThat(messages())
                .containsExactly(
                        "Kafka has not answered for 5 s and is waited for: No Kafka broker answers",
                        "Kafka has not answered for 35 s and is waited for: No Kafka broker answers",
                        "Kafka has not answered for 65 s and is waited for: No Kafka broker answers",
                        "Kafka has not answered for 95 s and is waited for: No Kafka broker answers",
                        "Kafka answers after 102 s");
    }

    @Test
    void brokersThatAreThereAreNotSpokenOf() {
        waitFor(0).await();

        assertThat(messages()).isEmpty();
    }

    @Test
    void aBrokerThatRefusesIsNotWaitedFor() {
        var wait = new BrokerWait(
                "kafka:9092",
                _ -> {
                    throw new UserError("Kafka refuses the login");
                },
                _ -> {},
                this::nanos);

        assertThatThrownBy(wait::await).isInstanceOf(UserError.class).hasMessage("Kafka refuses the login");
    }

    private BrokerWait waitFor(long seconds) {
        return new BrokerWait(
                "kafka:9092",
                within -> {
                    if (nowSeconds < seconds) {
                        nowSeconds += within.toSeconds();
                        throw new NoBrokerException("No Kafka broker answers", null);
                    }
                },
                pause -> nowSeconds += pause.toSeconds(),
                this::nanos);
    }

    private long nanos() {
        return Duration.ofSeconds(nowSeconds).toNanos();
    }

    private List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
