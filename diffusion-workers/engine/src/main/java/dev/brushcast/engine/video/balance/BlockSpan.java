package dev.brushcast.engine.video.balance;

/**
 * The transformer blocks of one device.
 *
 * @param start first one
 * @param end one after the last
 */
public record BlockSpan(int start, int end) {

    /** How many there are. */
    public int count() {
        return end - start;
    }
}
