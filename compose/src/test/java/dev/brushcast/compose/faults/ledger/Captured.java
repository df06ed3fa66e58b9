package dev.brushcast.compose.faults.ledger;

import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.testing.FrameBarcode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What was captured: what a stream's source chunks say, each chunk once. For one thread. */
final class Captured {

    /**
     * A frame.
     *
     * @param ptsUs presentation time in its epoch, microseconds
     * @param picture the number that it shows; -1: none can be read
     */
    record Frame(long ptsUs, int picture) {}

    private record Range(long first, long count) {}

    private record Chunk(long epoch, long sequence) {}

    private final NavigableMap<FrameId, Frame> frames = new TreeMap<>();
    private final Map<String, Long> gaps = new TreeMap<>();
    private final Map<Long, List<Range>> ranges = new TreeMap<>();
    private final Set<Chunk> chunks = new HashSet<>();

    void add(VideoChunk chunk) {
        if (!chunks.add(new Chunk(chunk.getEpoch(), chunk.getSequence()))) {
            return;
        }
        List<Range> covered = ranges.computeIfAbsent(chunk.getEpoch(), _ -> new ArrayList<>());
        for (FrameGap gap : chunk.getGaps()) {
            gaps.merge(gap.getCause(), gap.getCount(), Long::sum);
            covered.add(new Range(gap.getFirstFrame(), gap.getCount()));
        }
        try (FramePayload payload = FramePayloads.of(chunk.getFormat())) {
            for (VideoFrame frame : chunk.getFrames()) {
                RgbPicture picture = payload.decode(frame.getData(), chunk.getWidth(), chunk.getHeight());
                frames.put(
                        new FrameId(chunk.getEpoch(), frame.getNumber()),
                        new Frame(frame.getPtsUs(), FrameBarcode.read(picture).orElse(-1)));
                covered.add(new Range(frame.getNumber(), 1));
            }
        }
    }

    NavigableMap<FrameId, Frame> frames() {
        return frames;
    }

    /** How many chunks there are. */
    int chunkCount() {
        return chunks.size();
    }

    /** Frames that no chunk carries, by the cause that is given. */
    Map<String, Long> gaps() {
        return gaps;
    }

    /** Numbers that are neither in a chunk nor in a gap, or that are twice. */
    long unexplained() {
        long wrong = 0;
        for (List<Range> epoch : ranges.values()) {
            long expected = 0;
            for (Range range : epoch.stream()
                    .sorted(Comparator.comparingLong(Range::first))
                    .toList()) {
                wrong += Math.abs(range.first() - expected);
                expected = Math.max(expected, range.first() + range.count());
            }
        }
        return wrong;
    }

    /** Frames whose picture is not the one that follows, within an epoch, on the one before. */
    long misnumbered() {
        long wrong = 0;
        FrameId before = null;
        int shown = 0;
        for (Map.Entry<FrameId, Frame> entry : frames.entrySet()) {
            FrameId id = entry.getKey();
            int picture = entry.getValue().picture();
            long step =
                    before != null && before.epoch() == id.epoch() ? id.number() - before.number() : picture - shown;
            if (picture < 0 || picture - shown != step) {
                wrong++;
            }
            before = id;
            shown = picture;
        }
        return wrong;
    }

    /** Numbers that the source has shown between two epochs, when nobody took it in. */
    long notCaptured() {
        long missed = 0;
        FrameId before = null;
        int shown = 0;
        for (Map.Entry<FrameId, Frame> entry : frames.entrySet()) {
            if (before != null && before.epoch() != entry.getKey().epoch()) {
                missed += Math.max(0, entry.getValue().picture() - shown - 1);
            }
            before = entry.getKey();
            shown = entry.getValue().picture();
        }
        return missed;
    }
}
