package dev.brushcast.contract.fallback;

/**
 * Whether a model gives pictures of a stream, and what is shown if it does not. Falling back takes {@link
 * FallbackPolicy#holdFor}, coming back {@link FallbackPolicy#recoverAfter}: so what is shown changes no more often than that.
 * Times are microseconds of one clock that does not go back, within one epoch.
 *
 * @param shown what viewers see
 * @param sinceUs of a model that gives nothing: since when, or since when something else is shown; {@link #NEVER}: it gives
 * @param steadyUs while something else is shown: since when the model gives again without a break; {@link #NEVER}: it does not
 */
public record Fallback(Shown shown, long sinceUs, long steadyUs) {

    /** No time. */
    public static final long NEVER = Long.MIN_VALUE;

    /** The model gives, as far as is known. */
    public static final Fallback NONE = new Fallback(Shown.MODEL, NEVER, NEVER);

    /** Whether something else than the model's pictures is shown. */
    public boolean isOn() {
        return shown != Shown.MODEL;
    }

    /**
     * After a stretch of the stream of which the model gave pictures.
     *
     * @param fromUs where it begins
     * @param untilUs where it ends
     */
    public Fallback given(FallbackPolicy policy, long fromUs, long untilUs) {
        if (!isOn()) {
            return NONE;
        }
        long since = steadyUs == NEVER ? fromUs : steadyUs;
        return untilUs - since >= policy.recoverAfterUs(shown)
                ? NONE
                : new Fallback(shownAt(policy, fromUs), sinceUs, since);
    }

    /** After a stretch of the stream of which it gave none. */
    public Fallback missed(FallbackPolicy policy, long fromUs, long untilUs) {
        if (isOn()) {
            return new Fallback(shownAt(policy, fromUs), sinceUs, NEVER);
        }
        long since = sinceUs == NEVER ? fromUs : sinceUs;
        return untilUs - since >= policy.holdForUs()
                ? new Fallback(policy.shown(0), fromUs, NEVER)
                : new Fallback(Shown.MODEL, since, NEVER);
    }

    /** After a stretch of which it gave none, and for which it was not waited for any longer. */
    public Fallback fallen(FallbackPolicy policy, long fromUs, long untilUs) {
        return isOn() ? missed(policy, fromUs, untilUs) : new Fallback(policy.shown(0), fromUs, NEVER);
    }

    private Shown shownAt(FallbackPolicy policy, long us) {
        return policy.shown(us - sinceUs);
    }
}
