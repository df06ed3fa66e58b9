package dev.brushcast.media;

/**
 * The most that encoded pictures may need: what a player or a server of RTMP must be able to take.
 *
 * @param bitsPerSecond over the buffer's length
 * @param bufferBits what may come at once: a key picture is many times as large as the others
 */
public record RateLimit(long bitsPerSecond, long bufferBits) {

    private static final double BITS_PER_PIXEL = 0.1;
    private static final double UNKNOWN_RATE = 30;
    private static final long LEAST = 600_000;
    private static final long MOST = 25_000_000;

    public RateLimit {
        if (bitsPerSecond < 1
                || bufferBits < 1
                || bitsPerSecond > Integer.MAX_VALUE
                || bufferBits > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(bitsPerSecond + " bits a second, " + bufferBits + " bits at once");
        }
    }

    /** A rate, with a buffer of one second: a segment of two seconds may need half as much again. */
    public static RateLimit of(long bitsPerSecond) {
        return new RateLimit(bitsPerSecond, bitsPerSecond);
    }

    /**
     * What pictures of a size need at a quality at which their coding is hardly seen: 0.1 bits a pixel, between 0.6 and 25
     * Mbit/s. 1280x720 at 30 Hz: 2.8 Mbit/s; 1920x1080: 6.2 Mbit/s.
     *
     * @param width pixels
     * @param height pixels
     * @param frameRate nominal, Hz; numerator 0 when not known
     */
    public static RateLimit bySize(int width, int height, Rational frameRate) {
        double rate = frameRate.num() > 0 ? frameRate.value() : UNKNOWN_RATE;
        long bits = Math.round(BITS_PER_PIXEL * width * height * rate);
        return of(Math.clamp(bits, LEAST, MOST));
    }
}
