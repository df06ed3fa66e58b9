package dev.brushcast.egress.audio;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Successive packets of a stream's sound.
 *
 * @param epoch that it belongs to
 * @param sequence number in its epoch, from 0
 * @param format null: the source has no sound
 * @param packets in the format's time base
 * @param endOfEpoch no sound of the epoch follows
 * @param heldUntilUs presentation time, microseconds: the source is silent until then, no packet that follows is before it;
 *     null: nothing is known of that
 */
public record AudioPackets(
        long epoch,
        long sequence,
        @Nullable AudioFormat format,
        List<MediaPacket> packets,
        boolean endOfEpoch,
        @Nullable Long heldUntilUs) {

    public AudioPackets {
        packets = List.copyOf(packets);
    }

    /** Of a source that goes on, or has ended. */
    public AudioPackets(
            long epoch, long sequence, @Nullable AudioFormat format, List<MediaPacket> packets, boolean endOfEpoch) {
        this(epoch, sequence, format, packets, endOfEpoch, null);
    }

    /** Says that no sound of the epoch follows, and carries none. */
    public static AudioPackets end(long epoch, long sequence) {
        return new AudioPackets(epoch, sequence, null, List.of(), true);
    }

    /** Media seconds in the chunk. */
    public double seconds() {
        if (format == null || packets.isEmpty()) {
            return 0;
        }
        MediaPacket last = packets.getLast();
        return (last.pts() + last.duration() - packets.getFirst().pts())
                * format.timeBase().value();
    }

    /** Where the last packet ends, seconds; empty without packets. */
    public OptionalDouble endSeconds() {
        if (format == null || packets.isEmpty()) {
            return OptionalDouble.empty();
        }
        MediaPacket last = packets.getLast();
        return OptionalDouble.of(
                (last.pts() + last.duration()) * format.timeBase().value());
    }
}
