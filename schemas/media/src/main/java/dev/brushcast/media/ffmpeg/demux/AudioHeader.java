package dev.brushcast.media.ffmpeg.demux;

import java.util.Optional;

/**
 * The part of an audio frame's own header that says at which rate and in which channels it is coded, for the codecs that
 * say so in each frame: AAC with ADTS headers, MPEG audio, AC-3 and E-AC-3. Two frames that differ in it need decoders that
 * are set up anew.
 *
 * @param bits the fields, as they stand in the header
 */
record AudioHeader(int bits) {

    /** A frame that says nothing, or nothing that is understood. */
    static final AudioHeader NONE = new AudioHeader(-1);

    private static final int LONGEST = 8;

    static AudioHeader of(String codec, byte[] frame) {
        if (frame.length < LONGEST) {
            return NONE;
        }
        return switch (codec) {
            case "aac" -> adts(frame);
            case "mp1", "mp2", "mp3" -> mpegAudio(frame);
            case "ac3" -> ac3(frame);
            case "eac3" -> eac3(frame);
            default -> NONE;
        };
    }

    /** The codecs of ISO/IEC 11172-3, any of which MPEG-TS may call by the name of another. */
    static boolean isMpegAudio(String codec) {
        return codec.equals("mp1") || codec.equals("mp2") || codec.equals("mp3");
    }

    /** Which of them a frame is coded in; empty where it does not say. */
    static Optional<String> mpegLayer(byte[] frame) {
        if (frame.length < LONGEST || mpegAudio(frame).equals(NONE)) {
            return Optional.empty();
        }
        return switch (frame[1] >> 1 & 0x03) {
            case 3 -> Optional.of("mp1");
            case 2 -> Optional.of("mp2");
            case 1 -> Optional.of("mp3");
            default -> Optional.empty();
        };
    }

    /** ISO/IEC 13818-7: profile, sampling frequency index, channel configuration. */
    private static AudioHeader adts(byte[] frame) {
        boolean sync = frame[0] == (byte) 0xFF && (frame[1] & 0xF6) == 0xF0;
        return sync ? of(frame[1] & 0x08, frame[2] & 0xFD, frame[3] & 0xC0) : NONE;
    }

    /** ISO/IEC 11172-3: version, layer, sampling frequency, and whether it is mono; stereo and joint stereo take turns. */
    private static AudioHeader mpegAudio(byte[] frame) {
        boolean sync = frame[0] == (byte) 0xFF && (frame[1] & 0xE0) == 0xE0;
        boolean mono = (frame[3] & 0xC0) == 0xC0;
        return sync ? of(frame[1] & 0x1E, frame[2] & 0x0C, mono ? 1 : 0) : NONE;
    }

    /** ATSC A/52, 5.3: sample rate, channels, low frequencies; the last bit's place depends on the channels. */
    private static AudioHeader ac3(byte[] frame) {
        int channels = (frame[6] & 0xE0) >> 5;
        int before = 3;
        before += (channels & 1) != 0 && channels != 1 ? 2 : 0;
        before += (channels & 4) != 0 ? 2 : 0;
        before += channels == 2 ? 2 : 0;
        int low = (frame[6] >> (7 - before)) & 1;
        return isDolby(frame) ? of(frame[4] & 0xC0, channels, low) : NONE;
    }

    /** ATSC A/52, E.1: sample rate, channels, low frequencies of an independent stream; the others only add to it. */
    private static AudioHeader eac3(byte[] frame) {
        boolean first = (frame[2] & 0xF8) == 0;
        boolean reduced = (frame[4] & 0xC0) == 0xC0;
        return isDolby(frame) && first ? of(0, frame[4] & (reduced ? 0xFF : 0xCF), 0) : NONE;
    }

    private static boolean isDolby(byte[] frame) {
        return frame[0] == 0x0B && frame[1] == 0x77;
    }

    private static AudioHeader of(int first, int second, int third) {
        return new AudioHeader(first << 16 | second << 8 | third);
    }
}
