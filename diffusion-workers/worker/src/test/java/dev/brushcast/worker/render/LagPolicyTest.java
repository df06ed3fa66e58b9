package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagPolicyTest {

    private final LagPolicy policy =
            new LagPolicy(Duration.ofMillis(600), Duration.ofMillis(1200), Duration.ofSeconds(5));

    @ParameterizedTest
    @CsvSource({
        "-5, RENDER",
        "0, RENDER",
        "599, RENDER",
        "600, THIN_OUT",
        "1199, THIN_OUT",
        "1200, REUSE_LATE",
        "4999, REUSE_LATE",
        "5000, PASSTHROUGH",
        "3600000, PASSTHROUGH"
    })
    void theLaterALiveChunkTheLessIsRendered(long ageMs, LagDecision decision) {
        assertThat(policy.decide(Duration.ofMillis(ageMs), true)).isEqualTo(decision);
    }

    @Test
    void aRecordedChunkIsAlwaysRendered() {
        assertThat(policy.decide(Duration.ofDays(30), false)).isEqualTo(LagDecision.RENDER);
    }

    @Test
    void renderingMayBeginUntilReuseSetsIn() {
        assertThat(policy.budget(Duration.ofMillis(200))).isEqualTo(Duration.ofMillis(1000));
        assertThat(policy.budget(Duration.ofSeconds(2))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1000, true, false", "1500, true, false", "1600, true, true", "60000, true, true", "60000, false, false"
    })
    void theNextChunkIsSkippedAsWellWhereTheStreamIsMoreThanOneBehind(long ageMs, boolean live, boolean skips) {
        assertThat(policy.skipsNext(Duration.ofMillis(ageMs), Duration.ofMillis(400), live))
                .isEqualTo(skips);
    }

    @Test
    void thinningKeepsEverySecondFrameAcrossChunks() {
        assertThat(LagDecision.THIN_OUT.renders(6)).isTrue();
        assertThat(LagDecision.THIN_OUT.renders(7)).isFalse();
    }

    @Test
    void limitsThatDoNotRiseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LagPolicy(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }

    /** A simulation: chunks of 133 ms arrive in time, the model needs a multiple of that for each. */
    @ParameterizedTest
    @CsvSource({"0.9, 134", "1.5, 734", "3.0, 1334"})
    void howeverSlowTheModelTheAgeStaysBounded(double load, double worstAgeMs) {
        double chunkMs = 133;
        double freeAt = 0;
        double worst = 0;
        for (int chunk = 0; chunk < 2_000; chunk++) {
            double begin = Math.max(freeAt, chunk * chunkMs);
            double age = begin - chunk * chunkMs;
            LagDecision decision = policy.decide(Duration.ofMillis((long) age), true);
            double work = switch (decision) {
                case RENDER -> load * chunkMs;
                case THIN_OUT -> load * chunkMs / 2;
                case REUSE_LATE, PASSTHROUGH -> 0;
            };
            freeAt = begin + work;
            worst = Math.max(worst, age);
        }
        assertThat(worst).isLessThan(worstAgeMs);
    }
}
