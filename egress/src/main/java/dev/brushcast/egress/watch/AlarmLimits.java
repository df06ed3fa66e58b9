package dev.brushcast.egress.watch;

import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.Map;

/**
 * How long something has to be wrong with what viewers see or hear until it is told. Shorter is what films do on purpose.
 *
 * @param black a picture that is black and the source's is not; zero: never told
 * @param frozen a picture that does not change and the source's does; zero: never told
 * @param silent audio without a sound; zero: never told
 */
public record AlarmLimits(Duration black, Duration frozen, Duration silent) {

    private static final Duration LONGEST = Duration.ofHours(1);

    /** What broadcasters begin with. */
    public static final AlarmLimits DEFAULT =
            new AlarmLimits(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10));

    public AlarmLimits {
        Map.of("black", black, "frozen", frozen, "silent", silent).forEach((name, limit) -> {
            if (limit.isNegative() || limit.compareTo(LONGEST) > 0) {
                throw new UserError("output.alarms." + name + " is " + limit + ": choose between 0s (never) and 1h");
            }
        });
    }
}
