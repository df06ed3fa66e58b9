package dev.brushcast.ingest.config;

import dev.brushcast.contract.avro.FallbackPicture;
import dev.brushcast.contract.fallback.FallbackPolicy;
import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What viewers see when the stream's model gives nothing: because it fails, cannot keep up, or its worker is gone. A stream whose
 * source must not be seen shows {@code hold} or {@code slate}; the source's own pictures are then shown for no reason at all.
 *
 * @param policy goes with each chunk, to the workers
 * @param startPatience how long a live stream's first styled picture is waited for, instead of {@code holdFor}: a model may have to be
 *     loaded first
 */
public record FallbackConfig(FallbackPolicy policy, Duration startPatience) {

    /** A chunk's length and a commit: below that, a model that is well would be given up. */
    private static final Duration SHORTEST_HOLD = Duration.ofMillis(500);

    public static final FallbackConfig DEFAULT = new FallbackConfig(FallbackPolicy.DEFAULT, Duration.ofSeconds(30));

    public FallbackConfig {
        if (policy.holdFor().compareTo(SHORTEST_HOLD) < 0 || startPatience.compareTo(policy.holdFor()) < 0) {
            throw new UserError("holdFor is at least 500ms and startPatience at least holdFor, not "
                    + policy.holdFor().toMillis() + "ms and " + startPatience.toMillis() + "ms");
        }
    }

    /**
     * Reads {@code passthrough}, {@code hold} or {@code slate}.
     *
     * @throws UserError if it is none of these
     */
    public static FallbackPicture picture(String text) {
        return Arrays.stream(FallbackPicture.values())
                .filter(picture -> picture.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new UserError("'" + text + "' is nothing to fall back to: write passthrough, hold or slate"));
    }

    public FallbackConfig withShow(FallbackPicture show) {
        return new FallbackConfig(
                new FallbackPolicy(show, policy.holdFor(), policy.slateAfter(), policy.recoverAfter()), startPatience);
    }

    /** With another {@code holdFor}; who waits for longer waits for the first picture as well. */
    public FallbackConfig withHoldFor(Duration holdFor) {
        return new FallbackConfig(
                new FallbackPolicy(policy.then(), holdFor, policy.slateAfter(), policy.recoverAfter()),
                holdFor.compareTo(startPatience) > 0 ? holdFor : startPatience);
    }

    public FallbackConfig withRecoverAfter(Duration recoverAfter) {
        return new FallbackConfig(
                new FallbackPolicy(policy.then(), policy.holdFor(), policy.slateAfter(), recoverAfter), startPatience);
    }

    /** The section of a file; what is left out is null. */
    record Section(
            @Nullable String show,
            @Nullable Duration holdFor,
            @Nullable String slateAfter,
            @Nullable Duration recoverAfter,
            @Nullable Duration startPatience) {

        FallbackConfig over(FallbackConfig defaults) {
            FallbackPolicy usual = defaults.policy();
            Duration hold = holdFor == null ? usual.holdFor() : holdFor;
            Duration start = hold.compareTo(defaults.startPatience()) > 0 ? hold : defaults.startPatience();
            return new FallbackConfig(
                    new FallbackPolicy(
                            show == null ? usual.then() : picture(show),
                            hold,
                            slateAfter == null ? usual.slateAfter() : slate(WaitLimit.parse(slateAfter)),
                            recoverAfter == null ? usual.recoverAfter() : recoverAfter),
                    startPatience == null ? start : startPatience);
        }

        private static @Nullable Duration slate(WaitLimit after) {
            return after.isForever() ? null : after.countable();
        }
    }
}
