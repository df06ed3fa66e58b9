package dev.brushcast.media.ffmpeg.picture;

/**
 * How pictures are compressed.
 *
 * @param quantiser FFmpeg's fixed quantiser scale, 1 (largest, best) to 31
 */
public record JpegOptions(int quantiser) {

    /**
     * What a chunk's frames are compressed with: over 40 dB against frames of films, a fifth to an eighth of their size.
     * The next coarser step, 2, saves another third and loses 2.4 to 2.9 dB.
     */
    public static final JpegOptions HIGH_QUALITY = new JpegOptions(1);

    public JpegOptions {
        if (quantiser < 1 || quantiser > 31) {
            throw new IllegalArgumentException("JPEG quantiser must be 1 to 31, not " + quantiser);
        }
    }
}
