package dev.brushcast.media;

/**
 * What a decoder or a muxer must know of an audio track, as its source declares it or as a transcoder made it.
 *
 * @param codec FFmpeg's codec name: aac, opus, ...
 * @param config FFmpeg's extradata; may be empty (AAC with ADTS headers, as in MPEG-TS)
 * @param sampleRate Hz
 * @param channels at least 1
 * @param channelLayout FFmpeg's name, as in {@code stereo}, {@code 5.1}; empty when not known
 * @param profile FFmpeg's profile number, -99 when not known
 * @param frameSize samples per packet; 0 when it varies or is not known
 * @param initialPadding samples at the start that the encoder added (priming), at least 0
 * @param timeBase unit of the packets' times, seconds
 * @param packing what some decoders must know besides
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
        int initialPadding,
        Rational timeBase,
        AudioPacking packing)
        implements TrackFormat {

    public AudioFormat {
        if (sampleRate < 1 || channels < 1) {
            throw new IllegalArgumentException("sound of " + sampleRate + " Hz and " + channels + " channels");
        }
    }

    /** Audio of a codec whose decoder needs no more than its configuration. */
    public AudioFormat(
            String codec,
            byte[] config,
            int sampleRate,
            int channels,
            String channelLayout,
            int profile,
            int frameSize,
            int initialPadding,
            Rational timeBase) {
        this(
                codec,
                config,
                sampleRate,
                channels,
                channelLayout,
                profile,
                frameSize,
                initialPadding,
                timeBase,
                AudioPacking.UNKNOWN);
    }

    /** The same audio with another configuration. */
    public AudioFormat withConfig(byte[] newConfig) {
        return with(newConfig, timeBase, packing);
    }

    /** The same audio, its packets made up otherwise. */
    public AudioFormat withPacking(AudioPacking newPacking) {
        return with(config, timeBase, newPacking);
    }

    /** The same audio, its times counted in samples. */
    public AudioFormat inSamples() {
        return with(config, new Rational(1, sampleRate), packing);
    }

    private AudioFormat with(byte[] newConfig, Rational newTimeBase, AudioPacking newPacking) {
        return new AudioFormat(
                codec,
                newConfig,
                sampleRate,
                channels,
                channelLayout,
                profile,
                frameSize,
                initialPadding,
                newTimeBase,
                newPacking);
    }
}
