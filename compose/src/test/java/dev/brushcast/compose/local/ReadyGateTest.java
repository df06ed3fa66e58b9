package dev.brushcast.compose.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import dev.brushcast.kit.ops.HealthCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadyGateTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final HealthCheck WELL = new HealthCheck("worker", Optional::empty);
    private static final HealthCheck ILL = new HealthCheck("worker", () -> Optional.of("joining"));

    @Test
    void theNextServiceWaitsUntilTheOneBeforeIsReady() {
        AtomicInteger asked = new AtomicInteger();
        HealthCheck atTheThird = new HealthCheck(
                "worker", () -> asked.incrementAndGet() < 3 ? Optional.of("joining") : Optional.empty());

        new ReadyGate(atTheThird, WELL, LONG).start();

        assertThat(asked).hasValue(3);
    }

    @Test
    void aServiceThatHasFailedIsNotWaitedFor() {
        assertThatCode(new ReadyGate(ILL, ILL, LONG)::start).doesNotThrowAnyException();
    }

    @Test
    void patienceEnds() {
        assertThatThrownBy(new ReadyGate(ILL, WELL, Duration.ZERO)::start)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("worker was not ready");
    }

    @Test
    void closingEndsTheWait() {
        ReadyGate gate = new ReadyGate(ILL, WELL, LONG);
        gate.close();

        assertThatCode(gate::start).doesNotThrowAnyException();
    }
}
