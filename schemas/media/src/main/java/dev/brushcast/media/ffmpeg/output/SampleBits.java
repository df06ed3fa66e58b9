package dev.brushcast.media.ffmpeg.output;

import dev.brushcast.media.AudioFormat;

/** How many bits a sample of lossless audio has, as its codec's configuration says. */
final class SampleBits {

    /** FFmpeg keeps ALAC's configuration with the header of its box; the number of bits is the 18th byte then. */
    private static final int ALAC_CONFIG = 36;

    private static final int ALAC_BITS = 17;

    /** STREAMINFO of FLAC, without "fLaC" and block header before it. */
    private static final int FLAC_CONFIG = 34;

    private static final int FLAC_BITS = 12;

    private SampleBits() {}

    /** The bits; 0 for codecs that have none. */
    static int of(AudioFormat format) {
        byte[] config = format.config();
        return switch (format.codec()) {
            case "alac" -> config.length >= ALAC_CONFIG ? config[ALAC_BITS] : 0;
            case "flac" ->
                config.length >= FLAC_CONFIG
                        ? (((config[config.length - FLAC_CONFIG + FLAC_BITS] & 1) << 4)
                                        | ((config[config.length - FLAC_CONFIG + FLAC_BITS + 1] & 0xF0) >> 4))
                                + 1
                        : 0;
            default -> 0;
        };
    }
}
