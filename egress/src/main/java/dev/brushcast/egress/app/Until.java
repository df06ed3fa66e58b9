package dev.brushcast.egress.app;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.media.MediaPacket;
import java.util.List;

/**
 * Where reading a recording ends, within one of its captures.
 *
 * @param epoch the only one that is wanted
 * @param us presentation time, microseconds: the first moment that is not wanted any more
 */
record Until(long epoch, long us) {

    /** Nowhere: whatever comes is wanted. */
    static final Until NEVER = new Until(Long.MAX_VALUE, Long.MAX_VALUE);

    /** Whether nothing that is wanted follows a chunk. */
    boolean isOver(Chunk chunk) {
        return chunk.epoch().epoch() > epoch
                || (chunk.epoch().epoch() == epoch && chunk.frames().stream().anyMatch(frame -> frame.ptsUs() >= us));
    }

    /** What is wanted of a chunk, which is none of a later epoch. */
    Chunk of(Chunk chunk) {
        return chunk.epoch().epoch() < epoch || !isOver(chunk)
                ? chunk
                : new Chunk(
                        chunk.epoch(),
                        chunk.sequence(),
                        chunk.frames().stream()
                                .filter(frame -> frame.ptsUs() < us)
                                .toList(),
                        chunk.gaps(),
                        false,
                        null,
                        chunk.splices());
    }

    /** What is wanted of a chunk of audio: a packet belongs to the moment at which it begins. With what is not wanted its epoch ends. */
    AudioPackets of(AudioPackets chunk) {
        if (chunk.epoch() != epoch || chunk.format() == null) {
            return chunk;
        }
        double tick = chunk.format().timeBase().value();
        List<MediaPacket> wanted = chunk.packets().stream()
                .filter(packet -> packet.pts() * tick * 1e6 < us)
                .toList();
        return wanted.size() == chunk.packets().size()
                ? chunk
                : new AudioPackets(chunk.epoch(), chunk.sequence(), chunk.format(), wanted, true);
    }
}
