package dev.brushcast.media.testing;

import dev.brushcast.media.scte35.MpegCrc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Adds a track of splice information (PID {@value #PID}, stream type 0x86) to an MPEG transport stream that has none, which FFmpeg's
 * muxer cannot: its programme map tables say so from the first one on, and each section comes before the first packet with a clock
 * reference at or after its time.
 */
public final class SplicedStream {

    private static final int PACKET = 188;
    private static final int PID = 0x1F0;
    private static final int PMT_TABLE = 0x02;
    private static final byte[] REGISTRATION = {0x05, 0x04, 'C', 'U', 'E', 'I'};

    /**
     * A section, and when it is sent.
     *
     * @param sentAt the source's own clock, 1/90000 s
     * @param fromByte not before this place in the stream, whose clock may begin again
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record Sent(long sentAt, byte[] section, long fromByte) {

        /** A section of a stream whose clock rises. */
        public Sent(long sentAt, byte[] section) {
            this(sentAt, section, 0);
        }
    }

    private final List<Sent> waiting;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int pmtPid = -1;
    private int counter;
    private long place;

    private SplicedStream(List<Sent> sections) {
        this.waiting = new ArrayList<>(sections);
        waiting.sort(Comparator.comparingLong(Sent::sentAt));
    }

    /** Writes a stream anew with sections in it. */
    public static void write(Path stream, Path target, List<Sent> sections) throws IOException {
        SplicedStream spliced = new SplicedStream(sections);
        byte[] bytes = Files.readAllBytes(stream);
        for (int at = 0; at < bytes.length; at += PACKET) {
            spliced.place = at;
            spliced.packet(Arrays.copyOfRange(bytes, at, at + PACKET));
        }
        spliced.send(Long.MAX_VALUE);
        Files.write(target, spliced.out.toByteArray());
    }

    private void packet(byte[] packet) {
        int pid = ((packet[1] & 0x1F) << 8) | (packet[2] & 0xFF);
        if (pid == 0) {
            int pat = payload(packet) + 1;
            pmtPid = ((packet[pat + 10] & 0x1F) << 8) | (packet[pat + 11] & 0xFF);
        }
        out.writeBytes(pid == pmtPid ? withSplices(packet) : packet);
        if ((packet[3] & 0x20) != 0 && packet[4] != 0 && (packet[5] & 0x10) != 0) {
            long clock = ((packet[6] & 0xFFL) << 25)
                    | ((packet[7] & 0xFFL) << 17)
                    | ((packet[8] & 0xFFL) << 9)
                    | ((packet[9] & 0xFFL) << 1)
                    | ((packet[10] & 0xFF) >> 7);
            send(clock);
        }
    }

    private static int payload(byte[] packet) {
        return (packet[3] & 0x20) == 0 ? 4 : 5 + (packet[4] & 0xFF);
    }

    private void send(long clock) {
        while (!waiting.isEmpty()
                && waiting.getFirst().sentAt() <= clock
                && waiting.getFirst().fromByte() <= place) {
            byte[] section = waiting.removeFirst().section();
            byte[] packet = new byte[PACKET];
            Arrays.fill(packet, (byte) 0xFF);
            packet[0] = 0x47;
            packet[1] = (byte) (0x40 | (PID >> 8));
            packet[2] = (byte) PID;
            packet[3] = (byte) (0x10 | (counter++ & 0x0F));
            packet[4] = 0;
            System.arraycopy(section, 0, packet, 5, section.length);
            out.writeBytes(packet);
        }
    }

    /** The programme map table with a registration for the programme and one track more. */
    private static byte[] withSplices(byte[] packet) {
        int begin = payload(packet) + 1;
        if (packet[begin] != PMT_TABLE) {
            throw new IllegalStateException("no programme map table");
        }
        int length = 3 + (((packet[begin + 1] & 0x0F) << 8) | (packet[begin + 2] & 0xFF));
        int infoBytes = ((packet[begin + 10] & 0x0F) << 8) | (packet[begin + 11] & 0xFF);
        int tracks = begin + 12 + infoBytes;
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.write(packet, begin, 12 + infoBytes);
        table.writeBytes(REGISTRATION);
        table.write(packet, tracks, begin + length - 4 - tracks);
        table.writeBytes(new byte[] {(byte) 0x86, (byte) (0xE0 | (PID >> 8)), (byte) PID, (byte) 0xF0, 0});
        table.writeBytes(new byte[4]);
        byte[] bytes = table.toByteArray();
        int newLength = bytes.length - 3;
        bytes[1] = (byte) ((bytes[1] & 0xF0) | (newLength >> 8));
        bytes[2] = (byte) newLength;
        int newInfo = infoBytes + REGISTRATION.length;
        bytes[10] = (byte) ((bytes[10] & 0xF0) | (newInfo >> 8));
        bytes[11] = (byte) newInfo;
        int crc = MpegCrc.of(bytes, 0, bytes.length - 4);
        for (int i = 0; i < 4; i++) {
            bytes[bytes.length - 4 + i] = (byte) (crc >>> (24 - 8 * i));
        }
        byte[] changed = Arrays.copyOf(packet, PACKET);
        Arrays.fill(changed, begin, PACKET, (byte) 0xFF);
        System.arraycopy(bytes, 0, changed, begin, bytes.length);
        return changed;
    }
}
