package dev.brushcast.egress.segment;

import dev.brushcast.media.MediaPacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One track's audio on its way into segments. Audio belongs to the segment in which it begins. A packet lasts until the next one
 * begins, so it is certain only once the next one is there. Confined to one thread.
 */
public final class AudioLane {

    private static final double TICKS_PER_SECOND = 90_000;

    private final Deque<MediaPacket> waiting = new ArrayDeque<>();
    private int rate = 1;
    private long settledUntil = Long.MIN_VALUE;
    private long end = Long.MIN_VALUE;
    private long beginning = Long.MIN_VALUE;

    /** What begins before a time, in 1/90000 s, is in a segment before, which is not made here; before the first packet. */
    public void beginAt(long ticks) {
        beginning = ticks;
    }

    /**
     * Adds packets.
     *
     * @param packets each later than the one before
     * @param unitsPerSecond unit of their times
     */
    public void add(List<MediaPacket> packets, int unitsPerSecond) {
        rate = unitsPerSecond;
        for (MediaPacket packet : packets) {
            if (ticks(packet.pts()) >= beginning) {
                waiting.add(packet);
            }
            settledUntil = Math.max(settledUntil, ticks(packet.pts()));
            end = Math.max(end, ticks(packet.pts() + packet.duration()));
        }
    }

    /** Says that nothing comes any more that begins before a time, in 1/90000 s. */
    public void settle(long ticks) {
        settledUntil = Math.max(settledUntil, ticks);
    }

    /** True when everything that begins before a time, in 1/90000 s, is there. */
    public boolean covers(long ticks) {
        return settledUntil >= ticks;
    }

    /** Where the audio so far ends, in 1/90000 s; the smallest value before the first packet. */
    public long end() {
        return end;
    }

    /** True when no packet waits. */
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes what begins before a time in 1/90000 s, with durations that reach to the next packet. */
    public List<MediaPacket> takeUntil(long ticks) {
        List<MediaPacket> taken = new ArrayList<>();
        while (!waiting.isEmpty() && ticks(waiting.getFirst().pts()) < ticks) {
            MediaPacket packet = waiting.remove();
            MediaPacket next = waiting.peek();
            taken.add(next == null ? packet : packet.at(packet.pts(), next.pts() - packet.pts()));
        }
        return taken;
    }

    private long ticks(long time) {
        return (long) Math.floor(time * TICKS_PER_SECOND / rate);
    }
}
