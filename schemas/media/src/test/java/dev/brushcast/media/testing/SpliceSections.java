package dev.brushcast.media.testing;

import dev.brushcast.media.scte35.MpegCrc;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Makes sections of splice information (ANSI/SCTE 35, 9.6), bit by bit, as a broadcaster's encoder does. Times in 1/90000 s. */
public final class SpliceSections {

    private static final long CUEI = 0x43554549;

    private final StringBuilder bits = new StringBuilder();

    private SpliceSections() {}

    /** A sign of life. */
    public static byte[] nothing() {
        return section(0x00, new SpliceSections(), new SpliceSections());
    }

    /** The programme is left at a time for so long, and comes back by itself or not. */
    public static byte[] out(long eventId, long at, long duration, boolean autoReturn) {
        SpliceSections command = insert(eventId, true, true, false).time(at);
        command.put(autoReturn ? 1 : 0, 1).put(-1, 6).put(duration, 33);
        return section(0x05, command.put(1, 16).put(0, 8).put(0, 8), new SpliceSections());
    }

    /** It is come back to at a time. */
    public static byte[] in(long eventId, long at) {
        SpliceSections command = insert(eventId, false, false, false).time(at);
        return section(0x05, command.put(1, 16).put(0, 8).put(0, 8), new SpliceSections());
    }

    /** It is left at once, nobody knows for how long. */
    public static byte[] outNow(long eventId) {
        SpliceSections command = insert(eventId, true, false, true);
        return section(0x05, command.put(1, 16).put(0, 8).put(0, 8), new SpliceSections());
    }

    /** What was announced is not to be. */
    public static byte[] cancel(long eventId) {
        return section(0x05, new SpliceSections().put(eventId, 32).put(1, 1).put(-1, 7), new SpliceSections());
    }

    /**
     * A segment starts or ends.
     *
     * @param type {@code segmentation_type_id}
     * @param duration negative: not said
     */
    public static byte[] segmentation(long eventId, int type, long at, long duration) {
        SpliceSections descriptor =
                new SpliceSections().put(CUEI, 32).put(eventId, 32).put(0, 1).put(-1, 7);
        descriptor.put(1, 1).put(duration < 0 ? 0 : 1, 1).put(1, 1).put(-1, 5);
        if (duration >= 0) {
            descriptor.put(duration, 40);
        }
        descriptor
                .put(0x08, 8)
                .put(8, 8)
                .put(0x2CA0A18AL, 64)
                .put(type, 8)
                .put(1, 8)
                .put(1, 8);
        SpliceSections loop = new SpliceSections().put(0x02, 8).put(descriptor.bytes(), 8);
        loop.bits.append(descriptor.bits);
        return section(0x06, new SpliceSections().time(at), loop);
    }

    /** A section that only who has the key can read. */
    public static byte[] encrypted() {
        byte[] section = section(0x05, insert(1, true, false, true).put(0, 32), new SpliceSections());
        section[4] = (byte) 0x80;
        return sealed(section);
    }

    private static SpliceSections insert(long eventId, boolean out, boolean duration, boolean immediate) {
        SpliceSections command = new SpliceSections().put(eventId, 32).put(0, 1).put(-1, 7);
        return command.put(out ? 1 : 0, 1)
                .put(1, 1)
                .put(duration ? 1 : 0, 1)
                .put(immediate ? 1 : 0, 1)
                .put(-1, 4);
    }

    private SpliceSections time(long at) {
        return put(1, 1).put(-1, 6).put(at, 33);
    }

    private static byte[] section(int type, SpliceSections command, SpliceSections descriptors) {
        int length = 11 + command.bytes() + 2 + descriptors.bytes() + 4;
        SpliceSections all = new SpliceSections().put(0xFC, 8).put(0b0011, 4).put(length, 12);
        all.put(0, 8).put(0, 1).put(0, 6).put(0, 33).put(0, 8).put(0xFFF, 12);
        all.put(command.bytes(), 12).put(type, 8);
        all.bits.append(command.bits);
        all.put(descriptors.bytes(), 16);
        all.bits.append(descriptors.bits);
        return sealed(all.put(0, 32).toBytes());
    }

    /** The same with the right checksum in its last four bytes. */
    public static byte[] sealed(byte[] section) {
        int end = section.length - 4;
        int crc = MpegCrc.of(section, 0, end);
        for (int i = 0; i < 4; i++) {
            section[end + i] = (byte) (crc >>> (24 - 8 * i));
        }
        return section;
    }

    private SpliceSections put(long value, int width) {
        BigInteger masked =
                BigInteger.valueOf(value).and(BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE));
        String text = masked.toString(2);
        bits.repeat('0', width - text.length()).append(text);
        return this;
    }

    private int bytes() {
        return bits.length() / 8;
    }

    private byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < bits.length(); i += 8) {
            out.write(Integer.parseInt(bits.substring(i, i + 8), 2));
        }
        return out.toByteArray();
    }
}
