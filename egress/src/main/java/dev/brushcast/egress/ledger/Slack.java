package dev.brushcast.egress.ledger;

/**
 * How long a viewer of the live edge can wait.
 *
 * @param heldUs what is published and he has not played, microseconds
 * @param budgetUs how long after its capture a frame may leave its worker to be there when he comes to it, microseconds
 */
public record Slack(long heldUs, long budgetUs) {

    /**
     * The slack at a moment. What is published lasts him {@code heldUs}; then he comes to the next part, which must be there as a
     * whole, so its last frame is the one that has least time: captured a part's length after its first, and on its way from the
     * worker to the playlist for as long as frames lately were.
     *
     * @param publishedUntilUs when what is published ends, by the clock of the capture
     * @param partUs how long a part lasts
     * @param wayUs how long frames take from the worker until they are encoded here
     */
    static Slack of(long nowUs, long heldUs, long publishedUntilUs, long partUs, long wayUs) {
        return new Slack(heldUs, nowUs + heldUs - publishedUntilUs - partUs - wayUs);
    }
}
