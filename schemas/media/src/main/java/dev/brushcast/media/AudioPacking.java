package dev.brushcast.media;

/**
 * How the packets of an audio track are made up, for the codecs whose decoders must be told and find it nowhere else (Windows
 * Media, ADPCM, RealAudio).
 *
 * @param blockAlign bytes of a block; 0 when not known
 * @param bitRate bits per second; 0 when not known
 * @param bitsPerSample as coded; 0 when not known
 */
public record AudioPacking(int blockAlign, long bitRate, int bitsPerSample) {

    public static final AudioPacking UNKNOWN = new AudioPacking(0, 0, 0);
}
