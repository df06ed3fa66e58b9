package dev.brushcast.engine.tools.verify;

import dev.brushcast.engine.BatchPolicy;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How vectors are verified.
 *
 * @param policy only this one; empty for all
 * @param device {@code auto}, {@code cpu}, {@code cuda:N} or {@code tensorrt:N}
 * @param tolerance how far arrays that networks put out may be off, relative to their largest value; empty: as the cases
 *     say, which is for the CPU in single precision
 */
public record VerifySettings(Optional<BatchPolicy> policy, String device, OptionalDouble tolerance) {

    /** All policies on the CPU, to the digits that the cases ask for. */
    public static final VerifySettings EXACT = new VerifySettings(Optional.empty(), "cpu", OptionalDouble.empty());

    public VerifySettings {
        if (tolerance.isPresent() && !(tolerance.getAsDouble() > 0 && tolerance.getAsDouble() < 1)) {
            throw new IllegalArgumentException(
                    "a tolerance of " + tolerance.getAsDouble() + ", expected between 0 and 1");
        }
    }

    /** One policy alone. */
    public VerifySettings withPolicy(BatchPolicy only) {
        return new VerifySettings(Optional.of(only), device, tolerance);
    }
}
