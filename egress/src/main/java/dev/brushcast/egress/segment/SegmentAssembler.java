package dev.brushcast.egress.segment;

import dev.brushcast.media.MediaPacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/**
 * Gathers encoded pictures and audio into segments. A segment is whole when the first picture of the next one is there and every
 * lane has its audio. Times are in 1/90000 s. Confined to one thread.
 */
public final class SegmentAssembler {

    private final List<AudioLane> lanes;
    private final LongUnaryOperator indexes;
    private final List<MediaPacket> pictures = new ArrayList<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long start;

    /** A segment whose pictures are complete. */
    private record Pending(long start, long end, boolean last, List<MediaPacket> pictures) {}

    /**
     * An assembler.
     *
     * @param lanes the tracks of audio, complete before the first segment is
     * @param indexes the index of a segment that begins at a time
     */
    public SegmentAssembler(List<AudioLane> lanes, LongUnaryOperator indexes) {
        this.lanes = lanes;
        this.indexes = indexes;
    }

    /** A picture; {@code cut}: it begins a segment. */
    public void picture(MediaPacket packet, boolean cut) {
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
    }

    /**
     * No picture follows; the last one is shown until this time, which is where the segment ends. Audio that has come and begins
     * later is in it all the same: an encoder's last packet or two reach beyond the picture, and are not lost.
     */
    public void end(long time) {
        if (!pictures.isEmpty()) {
            MediaPacket last = pictures.removeLast();
            pictures.add(last.at(last.pts(), time - last.pts()));
            closePictures(time, true);
        }
    }

    /** Until when audio is needed for all the segments whose pictures are complete; empty when there is none. */
    public OptionalLong waitsForAudioUntil() {
        return pending.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(pending.getLast().end());
    }

    /** The segments that are whole now, each given once. */
    public List<Segment> whole() {
        List<Segment> segments = new ArrayList<>();
        while (!pending.isEmpty() && covered(pending.getFirst())) {
            Pending next = pending.remove();
            segments.add(new Segment(
                    indexes.applyAsLong(next.start()),
                    next.start(),
                    next.end(),
                    next.pictures(),
                    lanes.stream()
                            .map(lane -> lane.takeUntil(next.last() ? Long.MAX_VALUE : next.end()))
                            .toList()));
        }
        return segments;
    }

    private boolean covered(Pending segment) {
        return segment.last() || lanes.stream().allMatch(lane -> lane.covers(segment.end()));
    }

    private void closePictures(long end, boolean last) {
        pending.add(new Pending(start, end, last, List.copyOf(pictures)));
        pictures.clear();
    }
}
