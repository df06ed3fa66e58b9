package dev.brushcast.media;

/** What a track carries, as a muxer has to know it before the first packet. */
public sealed interface TrackFormat permits VideoFormat, AudioFormat {

    /** FFmpeg's codec name, as in {@code h264}, {@code aac}, {@code eac3}. */
    String codec();

    /** FFmpeg's extradata: what a decoder must have before the first packet; empty where the packets carry it all. */
    byte[] config();

    /** Unit of the packets' times, seconds. */
    Rational timeBase();
}
