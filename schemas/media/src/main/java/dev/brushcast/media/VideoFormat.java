package dev.brushcast.media;

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
}
