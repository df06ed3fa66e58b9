package dev.brushcast.egress.push;

/**
 * What became of the pictures of pushes that were taken away while the stream ran, all together.
 *
 * @param targets how many there were
 * @param sent pictures that their servers had taken
 * @param dropped pictures that were not sent
 * @param connections how often they were connected
 */
public record RemovedPushes(long targets, long sent, long dropped, long connections) {

    public static final RemovedPushes NONE = new RemovedPushes(0, 0, 0, 0);

    /** These and another one. */
    public RemovedPushes and(PushStatus other) {
        return new RemovedPushes(
                targets + 1, sent + other.sent(), dropped + other.dropped(), connections + other.connections());
    }
}
