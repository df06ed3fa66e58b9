package dev.brushcast.worker.app;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.EngineException;
import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {

    private Instant now = Instant.EPOCH;
    private final List<Throwable> givenUp = new ArrayList<>();
    private final ThreadFailures failures = new ThreadFailures(2, () -> now, givenUp::add);
    private final StreamsException passing = new StreamsException("a broker went away");

    @Test
    void aThreadThatFailsIsReplaced() {
        assertThat(failures.handle(passing)).isEqualTo(REPLACE_THREAD);
        assertThat(givenUp).isEmpty();
    }

    @Test
    void afterTooManyInAWhileTheWorkerGivesUp() {
        failures.handle(passing);
        failures.handle(passing);

        assertThat(failures.handle(passing)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(givenUp).containsExactly(passing);
    }

    @Test
    void failuresOfLongAgoDoNotCount() {
        failures.handle(passing);
        failures.handle(passing);
        now = now.plus(Duration.ofMinutes(11));

        assertThat(failures.handle(passing)).isEqualTo(REPLACE_THREAD);
    }

    @Test
    void anotherThreadHasNoMoreRightsAndItIsSaidInOneLine() {
        Throwable cause = new TopicAuthorizationException(Set.of("styled-video"));

        assertThat(failures.handle(new StreamsException("in send", cause))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(givenUp)
                .singleElement()
                .isInstanceOfSatisfying(
                        UserError.class,
                        e -> assertThat(e.getMessage()).startsWith("The login has no right on topic styled-video"));
    }

    @Test
    void anotherThreadDoesNotMendABrokenEngine() {
        EngineException cause = new EngineException("out of memory on cuda:0");

        assertThat(failures.handle(new StreamsException("in process", cause))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(givenUp).containsExactly(cause);
    }
}
