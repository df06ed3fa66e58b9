package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.Rational;

/**
 * What a decoder or a muxer must know of a sound track, as the source declares it.
 *
 * @param codec FFmpeg's codec name: aac, opus, ...
 * @param codecConfig FFmpeg's extradata; may be empty (AAC with ADTS headers, as in MPEG-TS)
 * @param sampleRate Hz
 * @param channels at least 1
 * @param channelLayout FFmpeg's name: mono, stereo, 5.1, ...
 * @param profile FFmpeg's profile number, -99 when not known
 * @param frameSize samples per packet, 0 when it varies or is not known
 * @param initialPadding samples at the start that the encoder added
 * @param timeBase unit of the packets' times
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record AudioFormat(
        String codec,
        byte[] codecConfig,
        int sampleRate,
        int channels,
        String channelLayout,
        int profile,
        int frameSize,
        int initialPadding,
        Rational timeBase) {}
