package dev.brushcast.egress.consume;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The captures that a stream's recording still holds, found by their ends: all that is between is not read. */
public final class CaptureHistory {

    /** Audio may begin before its epoch does (priming), and so may a record's timestamp. */
    public static final long MARGIN_MS = 10_000;
    /** What a stream that breaks off each few minutes has in a day; each costs a few requests to the broker. */
    private static final int MOST = 300;

    private CaptureHistory() {}

    /**
     * One capture.
     *
     * @param startUs wall clock at presentation time 0, microseconds since 1970
     * @param firstUs presentation time of its first frame, microseconds
     * @param lastUs presentation time of its last frame so far, microseconds
     * @param whole true: its beginning is still there
     * @param live false: it is a recording
     */
    public record Capture(long epoch, long startUs, long firstUs, long lastUs, boolean whole, boolean live) {

        /** How long it is so far, microseconds. */
        public long lengthUs() {
            return lastUs - firstUs;
        }
    }

    /**
     * The captures up to one, oldest first.
     *
     * @param recording read anywhere
     * @param last the newest chunk of that one that {@link #hasFrames}
     */
    public static List<Capture> upTo(SlotReader<VideoChunk> recording, VideoChunk last) {
        Deque<Capture> found = new ArrayDeque<>();
        Optional<VideoChunk> end = Optional.of(last);
        while (end.isPresent() && found.size() < MOST) {
            VideoChunk newest = end.get();
            long fromMs = MediaTime.toRecordTimestamp(newest.getEpochStartUs()) - MARGIN_MS;
            Optional<SlotReader.Placed<VideoChunk>> first =
                    recording.first(fromMs, chunk -> chunk.getEpoch() == newest.getEpoch());
            if (first.isEmpty()) { // it has left the topic just now
                break;
            }
            found.addFirst(capture(first.get().value(), newest));
            end = recording
                    .newestBefore(first.get().offset(), CaptureHistory::hasFrames)
                    .map(SlotReader.Placed::value)
                    .filter(chunk -> chunk.getEpoch() < newest.getEpoch());
        }
        return List.copyOf(found);
    }

    /** A chunk without any says where nothing is: the last one of its capture, or one that only announces something. */
    public static boolean hasFrames(VideoChunk chunk) {
        return !chunk.getFrames().isEmpty();
    }

    private static Capture capture(VideoChunk first, VideoChunk last) {
        return new Capture(
                first.getEpoch(),
                first.getEpochStartUs(),
                first.getFrames().isEmpty() ? 0 : first.getFrames().getFirst().getPtsUs(),
                last.getFrames().stream().mapToLong(VideoFrame::getPtsUs).max().orElse(0),
                first.getSequence() == 0,
                first.getLive());
    }
}
