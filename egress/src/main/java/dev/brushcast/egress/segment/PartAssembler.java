package dev.brushcast.egress.segment;

import dev.brushcast.egress.playlist.DateRange;
import dev.brushcast.media.MediaPacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/**
 * Gathers encoded pictures and audio into parts. A part is whole when the first picture of the next one is there and every lane
 * has its audio. Times are in 1/90000 s. Confined to one thread.
 */
public final class PartAssembler {

    private final List<AudioLane> lanes;
    private final LongUnaryOperator indexes;
    private final List<List<MediaPacket>> pictures = new ArrayList<>(); // of each its packet in every track
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
            List<List<MediaPacket>> pictures,
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

    /**
     * A picture, and what it begins; the first one begins a segment.
     *
     * @param packets in each track, at the same time
     */
    public void picture(List<MediaPacket> packets, Cut cut) {
        long pts = packets.getFirst().pts();
        if (!pictures.isEmpty()) {
            lastUntil(pts);
            if (cut != Cut.NONE) {
                closePictures(pts, cut == Cut.SEGMENT, false);
            }
        }
        if (pictures.isEmpty()) {
            begin(pts, cut);
        }
        pictures.add(packets);
    }

    private void lastUntil(long time) {
        pictures.add(pictures.removeLast().stream()
                .map(packet -> packet.at(packet.pts(), time - packet.pts()))
                .toList());
    }

    /**
     * No picture follows; the last one is shown until this time, which is where its part ends. Audio that has come and begins later
     * is in it all the same: an encoder's last packet or two reach beyond the picture, and are not lost.
     */
    public void end(long time) {
        if (!pictures.isEmpty()) {
            lastUntil(time);
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
        pending.add(new Pending(segmentStart, number, key, last, over, start, end, inTracks(), List.copyOf(ranges)));
        pictures.clear();
        ranges.clear();
    }

    private List<List<MediaPacket>> inTracks() {
        return IntStream.range(0, pictures.getFirst().size())
                .mapToObj(track ->
                        pictures.stream().map(packets -> packets.get(track)).toList())
                .toList();
    }
}
