package dev.brushcast.egress.segment;

import dev.brushcast.media.MediaPacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Gathers encoded pictures and sound into segments. A segment is whole when the first picture of the next one is there and
 * sound has been heard from beyond it, or will not come. Sound belongs to the segment in which it begins; sound that comes too
 * late for its segment goes into the next. Times are in 1/90000 s but the sound's, which has its own base. Confined to one
 * thread.
 */
public final class SegmentAssembler {

    private final List<MediaPacket> pictures = new ArrayList<>();
    private final Deque<MediaPacket> audio = new ArrayDeque<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private double audioTick = 1;
    private boolean audioEnded;
    private long heardUntil = Long.MIN_VALUE;
    private long audioEnd = Long.MIN_VALUE;
    private long start;
    private long nextIndex;

    /** A segment whose pictures are complete. */
    private record Pending(long start, long end, boolean last, List<MediaPacket> pictures) {}

    /**
     * Says what the sound's times mean. To be called before the first sound.
     *
     * @param ticksPerUnit how many 1/90000 s one unit of the sound's times is
     */
    public void audioTimeBase(double ticksPerUnit) {
        audioTick = ticksPerUnit;
    }

    /** A picture; {@code cut}: it begins a segment. */
    public List<Segment> picture(MediaPacket packet, boolean cut) {
        if (!pictures.isEmpty()) {
            MediaPacket last = pictures.removeLast();
            pictures.add(last.at(last.pts(), packet.pts() - last.pts()));
            if (cut) {
                closePictures(packet.pts(), false);
            }
        }
        if (pictures.isEmpty()) {
            start = packet.pts();
        }
        pictures.add(packet);
        return whole();
    }

    /** A packet of sound, later than the one before. */
    public List<Segment> audio(MediaPacket packet) {
        audio.add(packet);
        heardUntil = Math.max(heardUntil, ticks(packet.pts()));
        audioEnd = Math.max(audioEnd, ticks(packet.pts() + packet.duration()));
        return whole();
    }

    /** No sound follows. */
    public List<Segment> audioEnded() {
        audioEnded = true;
        return whole();
    }

    /** The segments that wait for sound, with what sound there is: it is not waited for any longer. */
    public List<Segment> withoutWaiting() {
        heardUntil = Math.max(
                heardUntil, pending.isEmpty() ? heardUntil : pending.getLast().end());
        return whole();
    }

    /** Where the sound so far ends, the smallest value if there was none. */
    public long audioEnd() {
        return audioEnd;
    }

    /**
     * No picture follows; the sound has ended too.
     *
     * @param lastDuration of the last picture
     */
    public List<Segment> end(long lastDuration) {
        audioEnded = true;
        if (!pictures.isEmpty()) {
            MediaPacket last = pictures.removeLast();
            pictures.add(last.at(last.pts(), lastDuration));
            closePictures(Math.max(last.pts() + lastDuration, audioEnd), true);
        }
        return whole();
    }

    /** True while a segment has all its pictures and waits for sound. */
    public boolean waitsForAudio() {
        return !pending.isEmpty();
    }

    private void closePictures(long end, boolean last) {
        pending.add(new Pending(start, end, last, List.copyOf(pictures)));
        pictures.clear();
    }

    private List<Segment> whole() {
        List<Segment> segments = new ArrayList<>();
        while (!pending.isEmpty()
                && (audioEnded || heardUntil >= pending.getFirst().end())) {
            Pending next = pending.remove();
            segments.add(new Segment(nextIndex++, next.start(), next.end(), next.pictures(), audioFor(next)));
        }
        return segments;
    }

    private List<MediaPacket> audioFor(Pending segment) {
        List<MediaPacket> taken = new ArrayList<>();
        while (!audio.isEmpty() && (segment.last() || ticks(audio.getFirst().pts()) < segment.end())) {
            taken.add(audio.remove());
        }
        return taken;
    }

    private long ticks(long audioTime) {
        return (long) Math.floor(audioTime * audioTick);
    }
}
