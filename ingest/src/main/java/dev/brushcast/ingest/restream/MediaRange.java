package dev.brushcast.ingest.restream;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;

/**
 * What of another stream is wanted.
 *
 * @param firstEpoch of its captures
 * @param lastEpoch of its captures, the last one that is wanted
 * @param fromUs first moment, media time in µs
 * @param toUs first moment that is not wanted any more, media time in µs
 */
record MediaRange(long firstEpoch, long lastEpoch, long fromUs, long toUs) {

    /** Everything that comes. */
    static final MediaRange ALL = new MediaRange(0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);

    boolean hasEpoch(long epoch) {
        return firstEpoch <= epoch && epoch <= lastEpoch;
    }

    /** Whether a capture that starts there is wanted from its beginning. */
    boolean hasStart(long epochStartUs) {
        return fromUs <= epochStartUs;
    }

    boolean isBefore(VideoChunk chunk, VideoFrame frame) {
        return MediaTime.of(chunk, frame) < fromUs;
    }

    boolean isAfter(VideoChunk chunk, VideoFrame frame) {
        return MediaTime.of(chunk, frame) >= toUs;
    }

    /** A packet belongs to the moment at which it begins; priming, before a capture's start, to that. */
    boolean has(AudioChunk chunk, AudioPacket packet) {
        long atUs = us(chunk, packet);
        return fromUs <= atUs && atUs < toUs;
    }

    boolean isAfter(AudioChunk chunk) {
        return !chunk.getPackets().isEmpty() && us(chunk, chunk.getPackets().getFirst()) >= toUs;
    }

    private static long us(AudioChunk chunk, AudioPacket packet) {
        long ptsUs = MediaTime.ticksToUs(packet.getPts(), chunk.getTimeBaseNum(), chunk.getTimeBaseDen());
        return MediaTime.of(chunk.getEpochStartUs(), Math.max(0, ptsUs));
    }
}
