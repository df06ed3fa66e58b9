package dev.brushcast.media;

/**
 * One encoded picture or packet of sound. Without B-frames decoding follows presentation: one time is enough.
 *
 * @param data for H.264 the NAL units of one picture with start codes (Annex B); for sound as the codec has it
 * @param pts presentation time in the track's time base
 * @param duration in the track's time base, 0 when not known
 * @param key true where a decoder can begin
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed over, never compared
public record MediaPacket(byte[] data, long pts, long duration, boolean key) {

    /** The same packet at another time. */
    public MediaPacket at(long newPts, long newDuration) {
        return new MediaPacket(data, newPts, newDuration, key);
    }
}
