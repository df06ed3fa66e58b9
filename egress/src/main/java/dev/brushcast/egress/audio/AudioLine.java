package dev.brushcast.egress.audio;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one track end to end, times in samples. A source with a coarse time base (milliseconds, say) rounds each
 * packet's time: packets that follow one another within that rounding are put back end to end. A hole of a packet or more is
 * filled with silence of the track's codec; what overlaps the packet before by more than half of itself is left out. Confined to
 * one thread.
 */
final class AudioLine {

    private static final long NONE = Long.MIN_VALUE;

    private final AudioFormat format;
    private final Supplier<@Nullable MediaPacket> silence;
    private final long start;
    private long end = NONE;
    private long last = NONE;
    private long endBefore = NONE;
    private long silentSamples;
    private long overlapping;

    /**
     * A line.
     *
     * @param format of the packets that come out
     * @param start where the track is to begin, in samples: what ends before is left out, silence leads up to what begins later
     * @param silence a packet of silence, its duration in samples; null: there is none, and holes stay
     */
    AudioLine(AudioFormat format, long start, Supplier<@Nullable MediaPacket> silence) {
        this.format = format;
        this.start = start;
        this.silence = silence;
    }

    /** The next packet, its times in {@code timeBase}; returns it with the silence before it. */
    List<MediaPacket> add(MediaPacket packet, Rational timeBase) {
        double samplesPerTick = timeBase.value() * format.sampleRate();
        double tolerance = Math.max(1, samplesPerTick);
        double exact = packet.pts() * samplesPerTick;
        long length = length(packet, samplesPerTick);
        if (start > 0 && exact + length <= start) {
            endBefore = Math.round(exact) + length;
            return List.of();
        }
        List<MediaPacket> out = new ArrayList<>();
        if (last == NONE && exact > start + tolerance) {
            end = start;
        }
        if (end != NONE && exact > end + tolerance) {
            fill(Math.round(exact) + 1, 1, out);
        }
        if (end != NONE && end - exact > Math.max(tolerance, length / 2.0)) {
            overlapping++;
            return out;
        }
        long at = end == NONE || exact > end + tolerance ? Math.round(exact) : end;
        if (at > last) {
            out.add(packet.at(at, length));
            last = at;
            end = length > 0 ? at + length : NONE;
        }
        return out;
    }

    /**
     * Silence up to a time in samples, as far as whole packets reach: what follows begins there or later. It begins where the
     * packet before does, also where that is before the line: whoever began earlier has the same packets.
     */
    List<MediaPacket> hold(long time) {
        if (end == NONE && time <= start) {
            return List.of();
        }
        List<MediaPacket> out = new ArrayList<>();
        if (end == NONE) {
            end = last == NONE ? afterPacketsBefore() : last + 1;
        }
        fill(time + 1, 1, out);
        return out;
    }

    private long afterPacketsBefore() {
        MediaPacket silent = silence.get();
        if (endBefore == NONE || silent == null) {
            return start;
        }
        return endBefore + Math.ceilDiv(start - endBefore, silent.duration()) * silent.duration();
    }

    /** Silence until a time in samples is reached or passed. */
    List<MediaPacket> fillUntil(long time) {
        return fillFromHere(time, 0);
    }

    /**
     * Silence to within half a packet of a time in samples, where at least one packet is missing: a hole of nearly a packet is
     * one that a player stumbles over, what the source itself leaves is not touched.
     */
    List<MediaPacket> fillNear(long time) {
        MediaPacket silent = silence.get();
        boolean missing = silent != null && end != NONE && end + silent.duration() <= time;
        return missing || end == NONE ? fillFromHere(time, 0.5) : List.of();
    }

    private List<MediaPacket> fillFromHere(long time, double missing) {
        List<MediaPacket> out = new ArrayList<>();
        if (end == NONE) {
            end = last == NONE ? start : last + 1;
        }
        fill(time, missing, out);
        return out;
    }

    /** Where the line ends, in samples; the smallest value before the first packet. */
    long end() {
        return end == NONE ? last : end;
    }

    /** Samples of silence so far. */
    long silentSamples() {
        return silentSamples;
    }

    /** Packets that were left out, since they overlapped. */
    long overlapping() {
        return overlapping;
    }

    /**
     * Adds silence.
     *
     * @param missing the part of a packet that may be missing before the time: 0 for none, 1 where no packet may reach it
     */
    private void fill(long time, double missing, List<MediaPacket> out) {
        MediaPacket silent = end < time ? silence.get() : null;
        while (silent != null && end + missing * silent.duration() < time) {
            out.add(silent.at(end, silent.duration()));
            last = end;
            end += silent.duration();
            silentSamples += silent.duration();
        }
    }

    private long length(MediaPacket packet, double samplesPerTick) {
        return format.frameSize() > 0 ? format.frameSize() : Math.round(packet.duration() * samplesPerTick);
    }
}
