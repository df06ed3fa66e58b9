package dev.brushcast.media.ffmpeg.demux;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** What the first packets of a source are: their tracks, times and data. Used by one thread at a time. */
public final class Beginning {

    /** About a second of picture and audio: no live source repeats that by chance. */
    private static final int MOST = 32;

    /**
     * One packet.
     *
     * @param pts in the time base of its track
     * @param checksum CRC-32C of its data
     */
    private record Print(int track, long pts, int bytes, long checksum) {

        static Print of(AVPacket packet) {
            CRC32C checksum = new CRC32C();
            int bytes = packet.size();
            if (bytes > 0) {
                ByteBuffer data = packet.data().capacity(bytes).asByteBuffer();
                checksum.update(data);
            }
            return new Print(packet.stream_index(), packet.pts(), bytes, checksum.getValue());
        }
    }

    private final List<Print> prints = new ArrayList<>();

    void add(AVPacket packet) {
        if (prints.size() < MOST) {
            prints.add(Print.of(packet));
        }
    }

    boolean isEmpty() {
        return prints.isEmpty();
    }

    /** So far. */
    boolean isSameAs(Beginning other) {
        return prints.equals(other.prints);
    }

    /** Whether all that is known of this one is also how the other begins. */
    boolean isBeginningOf(Beginning other) {
        return prints.size() <= other.prints.size() && prints.equals(other.prints.subList(0, prints.size()));
    }
}
