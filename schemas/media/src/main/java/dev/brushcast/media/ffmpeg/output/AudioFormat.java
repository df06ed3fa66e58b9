package dev.brushcast.media.ffmpeg.output;

import dev.brushcast.media.Rational;

/**
 * Sound, as its source carried it or as {@link AudioTranscoder} made it.
 *
 * @param codec FFmpeg's codec name
 * @param config FFmpeg's extradata; may be empty
 * @param sampleRate Hz
 * @param channels at least 1
 * @param channelLayout FFmpeg's name, as in {@code stereo}, {@code 5.1}; empty when not known
 * @param profile FFmpeg's profile number, -99 when not known
 * @param frameSize samples per packet; 0 when it varies or is not known
 * @param timeBase unit of the packets' times, seconds
 */
@SuppressWarnings("ArrayRecordComponent") // configuration bytes are handed over, never compared
public record AudioFormat(
        String codec,
        byte[] config,
        int sampleRate,
        int channels,
        String channelLayout,
        int profile,
        int frameSize,
        Rational timeBase)
        implements TrackFormat {

    public AudioFormat {
        if (sampleRate < 1 || channels < 1) {
            throw new IllegalArgumentException("sound of " + sampleRate + " Hz and " + channels + " channels");
        }
    }
}
