package dev.brushcast.media.ffmpeg.output;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;

/**
 * Sound packets' times in samples. A source with a coarse time base (milliseconds, say) rounds each packet's time; packets that
 * follow one another within that rounding are put back end to end, so that no player hears a gap or an overlap. A real gap
 * stays. Confined to one thread; packets come in order.
 */
final class AudioGrid {

    private static final long NONE = Long.MIN_VALUE;

    private final AudioFormat format;
    private final double samplesPerTick;
    private final double tolerance;
    private long expected = NONE;

    AudioGrid(AudioFormat format) {
        this.format = format;
        this.samplesPerTick = format.timeBase().value() * format.sampleRate();
        this.tolerance = Math.max(1, samplesPerTick);
    }

    /** Time of the next packet in samples. */
    long place(long pts) {
        double exact = pts * samplesPerTick;
        long placed = expected != NONE && Math.abs(exact - expected) <= tolerance ? expected : Math.round(exact);
        expected = format.frameSize() > 0 ? placed + format.frameSize() : NONE;
        return placed;
    }

    /** Duration of a packet in samples. */
    long length(MediaPacket packet) {
        return format.frameSize() > 0 ? format.frameSize() : Math.round(packet.duration() * samplesPerTick);
    }
}
