package dev.brushcast.media;

import java.util.Arrays;

/**
 * H.264 pictures without B-frames, square pixels, BT.709, limited range.
 *
 * @param config SPS and PPS with start codes (Annex B)
 * @param width pixels, even
 * @param height pixels, even
 * @param frameRate nominal, Hz; numerator 0 when not known
 * @param timeBase unit of the packets' times, seconds
 */
@SuppressWarnings("ArrayRecordComponent") // configuration bytes are handed over, never compared
public record VideoFormat(byte[] config, int width, int height, Rational frameRate, Rational timeBase)
        implements TrackFormat {

    @Override
    public String codec() {
        return "h264";
    }

    /** True where a decoder of the one decodes the other. */
    public boolean isLike(VideoFormat other) {
        return Arrays.equals(config, other.config)
                && width == other.width
                && height == other.height
                && timeBase.equals(other.timeBase);
    }
}
