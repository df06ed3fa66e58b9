package dev.brushcast.contract.fallback;

import dev.brushcast.contract.avro.FallbackPicture;
import dev.brushcast.contract.avro.FallbackRule;
import dev.brushcast.contract.avro.VideoChunk;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a stream when its model gives nothing. It comes with each source chunk, so that whoever meets the stream
 * in the middle, after a failover, knows it.
 *
 * @param then what is shown after {@code holdFor}; a stream whose source must not be seen has another than {@code PASSTHROUGH}
 * @param holdFor how long the model may give nothing, above 0
 * @param slateAfter how long {@code then} is shown until a slate is; null: for as long as it takes
 * @param recoverAfter how long the model must have given pictures again, without a break, until they are shown again
 */
public record FallbackPolicy(
        FallbackPicture then, Duration holdFor, @Nullable Duration slateAfter, Duration recoverAfter) {

    /** The source's own pictures after two seconds, the model's again once they have come for five. */
    public static final FallbackPolicy DEFAULT =
            new FallbackPolicy(FallbackPicture.PASSTHROUGH, Duration.ofSeconds(2), null, Duration.ofSeconds(5));

    /** @throws IllegalArgumentException if a time cannot be */
    public FallbackPolicy {
        if (!holdFor.isPositive() || recoverAfter.isNegative() || (slateAfter != null && slateAfter.isNegative())) {
            throw new IllegalArgumentException(
                    "a fallback's holdFor is above 0, recoverAfter and slateAfter not below: " + holdFor + ", "
                            + recoverAfter + ", " + slateAfter);
        }
    }

    /** The policy of a chunk's stream; null: its ingest said none. */
    public static @Nullable FallbackPolicy of(VideoChunk chunk) {
        FallbackRule rule = chunk.getFallback();
        return rule == null
                ? null
                : new FallbackPolicy(
                        rule.getShow(),
                        duration(rule.getHoldForUs()),
                        rule.getSlateAfterUs() == null ? null : duration(rule.getSlateAfterUs()),
                        duration(rule.getRecoverAfterUs()));
    }

    /** As a chunk carries it. */
    public FallbackRule rule() {
        return new FallbackRule(then, us(holdFor), slateAfter == null ? null : us(slateAfter), us(recoverAfter));
    }

    /** Whether the source's own pictures may be shown at all; of a chunk that says nothing, they may. */
    public static boolean maySeeSource(VideoChunk chunk) {
        return chunk.getFallback() == null || chunk.getFallback().getShow() == FallbackPicture.PASSTHROUGH;
    }

    long holdForUs() {
        return us(holdFor);
    }

    /**
     * How long the model must have given pictures again. Its last picture and its next one are the same to look at: where nothing
     * else is shown meanwhile, there is nothing to switch back from.
     */
    long recoverAfterUs(Shown shown) {
        return shown == Shown.HELD ? 0 : us(recoverAfter);
    }

    /** What is shown in the model's place, after so many microseconds of it. */
    Shown shown(long forUs) {
        if (slateAfter != null && forUs >= us(slateAfter)) {
            return Shown.SLATE;
        }
        return switch (then) {
            case HOLD -> Shown.HELD;
            case PASSTHROUGH -> Shown.SOURCE;
            case SLATE -> Shown.SLATE;
        };
    }

    private static Duration duration(long us) {
        return Duration.of(us, ChronoUnit.MICROS);
    }

    private static long us(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
