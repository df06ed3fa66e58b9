package dev.brushcast.media.ffmpeg.demux;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/** Packets that were read and looked at before their turn, in order. Used by one thread. */
final class PacketStash implements AutoCloseable {

    private final Deque<AVPacket> packets = new ArrayDeque<>();

    /** Keeps a packet, which belongs to it from here on. */
    AVPacket add(AVPacket packet) {
        packets.add(packet);
        return packet;
    }

    int size() {
        return packets.size();
    }

    /** The oldest one of a track; null: there is none. It stays. */
    @Nullable
    AVPacket first(int track) {
        return packets.stream()
                .filter(packet -> packet.stream_index() == track)
                .findFirst()
                .orElse(null);
    }

    /** Lets go of all that are not wanted. */
    void keep(Predicate<AVPacket> wanted) {
        packets.removeIf(packet -> {
            boolean leaves = !wanted.test(packet);
            if (leaves) {
                avcodec.av_packet_free(packet);
            }
            return leaves;
        });
    }

    /** Moves the oldest one out; false: there is none. */
    boolean take(AVPacket target) {
        AVPacket oldest = packets.poll();
        if (oldest == null) {
            return false;
        }
        avcodec.av_packet_move_ref(target, oldest);
        avcodec.av_packet_free(oldest);
        return true;
    }

    @Override
    public void close() {
        packets.forEach(avcodec::av_packet_free);
        packets.clear();
    }
}
