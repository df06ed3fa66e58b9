package dev.brushcast.media.scte35;

/** The checksum of sections in MPEG transport streams: CRC-32 with polynomial 0x04C11DB7, not reflected, begun with ones. */
public final class MpegCrc {

    private static final int POLYNOMIAL = 0x04C11DB7;

    private MpegCrc() {}

    /** Of the bytes from one place up to another; 0 over a section together with the checksum at its end. */
    public static int of(byte[] bytes, int from, int to) {
        int crc = -1;
        for (int i = from; i < to; i++) {
            crc ^= bytes[i] << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
            }
        }
        return crc;
    }
}
