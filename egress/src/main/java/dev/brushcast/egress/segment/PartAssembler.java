package dev.brushcast.egress.segment;

import dev.brushcast.egress.playlist.DateRange;
import dev.brushcast.media.MediaPacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/**
 * Gathers encoded pictures and audio into parts. A part is whole when the first picture of the next one is there and every lane
 * has its audio. Times are in 1/90000 s. Confined to one thread.
 */
public final class PartAssembler {

    private final List<AudioLane> lanes;
    private final LongUnaryOperator indexes;
    private final List<MediaPacket> pictures = new ArrayList<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long segmentStart;
    private long start;
    private int number;
    private boolean key;
    private final List<DateRange> ranges = new ArrayList<>();

    /** A part whose pictures are complete; {@code over}: nothing follows it. */
    private record Pending(
            long segmentStart,
            int number,
            boolean key,
            boolean last,
            boolean over,
            long start,
            long end,
            List<MediaPacket> pictures,
            List<DateRange> ranges) {}

    /**
     * An assembler.
     *
     * @param lanes the tracks of audio, complete before the first part is
     * @param indexes the index of a segment that begins at a time
     */
    public PartAssembler(List<AudioLane> lanes, LongUnaryOperator indexes) {
        this.lanes = lanes;
        this.indexes = indexes;
    }

    /** Something becomes known of a range of time: the part says so whose end comes next. */
    public void announce(DateRange range) {
        ranges.add(range);
    }

    /** A picture, and what it begins; the first one begins a segment. */
    public void picture(MediaPacket packet, Cut cut) {
        if (!pictures.isEmpty()) {
            MediaPacket last = pictures.removeLast();
            pictures.add(last.at(last.pts(), packet.pts() - last.pts()));
            if (cut != Cut.NONE) {
                closePictures(packet.pts(), cut == Cut.SEGMENT, false);
            }
        }
        if (pictures.isEmpty()) {
            begin(packet.pts(), cut);
        }
        pictures.add(packet);
    }

    /**
     * No picture follows; the last one is shown until this time, which is where its part ends. Audio that has come and begins later
     * is in it all the same: an encoder's last packet or two reach beyond the picture, and are not lost.
     */
    public void end(long time) {
        if (!pictures.isEmpty()) {
            MediaPacket last = pictures.removeLast();
            pictures.add(last.at(last.pts(), time - last.pts()));
            closePictures(time, true, true);
        }
    }

    /** Until when audio is needed for all the parts whose pictures are complete; empty when there is none. */
    public OptionalLong waitsForAudioUntil() {
        return pending.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(pending.getLast().end());
    }

    /** The parts that are whole now, each given once. */
    public List<Part> whole() {
        List<Part> parts = new ArrayList<>();
        while (!pending.isEmpty() && covered(pending.getFirst())) {
            Pending next = pending.remove();
            parts.add(new Part(
                    indexes.applyAsLong(next.segmentStart()),
                    next.number(),
                    next.key(),
                    next.last(),
                    next.start(),
                    next.end(),
                    next.pictures(),
                    lanes.stream()
                            .map(lane -> lane.takeUntil(next.over() ? Long.MAX_VALUE : next.end()))
                            .toList(),
                    next.ranges()));
        }
        return parts;
    }

    private boolean covered(Pending part) {
        return part.over() || lanes.stream().allMatch(lane -> lane.covers(part.end()));
    }

    private void begin(long pts, Cut cut) {
        if (cut == Cut.SEGMENT) {
            segmentStart = pts;
            number = 0;
        } else {
            number++;
        }
        start = pts;
        key = cut.isKey();
    }

    private void closePictures(long end, boolean last, boolean over) {
        pending.add(new Pending(
                segmentStart, number, key, last, over, start, end, List.copyOf(pictures), List.copyOf(ranges)));
        pictures.clear();
        ranges.clear();
    }
}
