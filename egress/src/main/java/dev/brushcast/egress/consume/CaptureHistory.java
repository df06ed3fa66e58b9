package dev.brushcast.egress.consume;

import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.egress.rendition.Rendition.Position;
import dev.brushcast.egress.rendition.Ticks;
import dev.brushcast.kit.kafka.Captures;
import dev.brushcast.kit.kafka.SlotReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The captures that a stream's recording still holds, found by their ends: all that is between is not read. */
public final class CaptureHistory {

    /** What a stream that breaks off each few minutes has in a day; each costs a few requests to the broker. */
    private static final int MOST = 300;

    private CaptureHistory() {}

    /**
     * One capture.
     *
     * @param startUs wall clock at presentation time 0, microseconds since 1970
     * @param firstUs presentation time of its first frame, microseconds
     * @param lastUs presentation time of its last frame so far, or of the last moment at which that is held, microseconds
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
     * @param last the newest chunk of that one
     */
    public static List<Capture> upTo(SlotReader<VideoChunk> recording, VideoChunk last) {
        Deque<Capture> found = new ArrayDeque<>();
        Optional<VideoChunk> end = Optional.of(last);
        Optional<VideoChunk> timed = timed(last).or(() -> recording.newest(isTimed(last.getEpoch())));
        while (end.isPresent() && found.size() < MOST) {
            VideoChunk newest = end.get();
            Optional<SlotReader.Placed<VideoChunk>> first = Captures.beginning(recording, newest);
            if (first.isEmpty()) { // it has left the topic just now
                break;
            }
            found.addFirst(capture(first.get().value(), timed.orElse(newest)));
            long before = first.get().offset();
            end = recording
                    .newestBefore(before)
                    .map(SlotReader.Placed::value)
                    .filter(chunk -> chunk.getEpoch() < newest.getEpoch());
            timed = end.flatMap(chunk -> timed(chunk)
                    .or(() -> recording
                            .newestBefore(before, isTimed(chunk.getEpoch()))
                            .map(SlotReader.Placed::value)));
        }
        return List.copyOf(found);
    }

    /** How far there are styled pictures of a stream, or moments at which one is held; empty: there are none. */
    public static Optional<Position> come(SlotReader<StyledChunk> styled) {
        return styled.newest(chunk -> !chunk.getFrames().isEmpty() || chunk.getHeldUntilUs() != null)
                .map(chunk -> new Position(
                        chunk.getEpoch(),
                        lastUs(
                                chunk.getFrames().stream()
                                        .mapToLong(StyledFrame::getPtsUs)
                                        .max()
                                        .orElse(0),
                                chunk.getHeldUntilUs())));
    }

    /**
     * Where the last chunk of an epoch begins that has frames before a moment, presentation time, microseconds.
     *
     * @param timestampMs record timestamp of the moment
     */
    public static Optional<Long> pictureBefore(SlotReader<VideoChunk> recording, long timestampMs, long epoch) {
        return newestBefore(
                        recording,
                        timestampMs,
                        epoch,
                        VideoChunk::getEpoch,
                        chunk -> !chunk.getFrames().isEmpty())
                .map(chunk -> chunk.getFrames().getFirst().getPtsUs());
    }

    /**
     * The last styled picture of an epoch before a moment, presentation time, microseconds: frames between show it again.
     *
     * @param timestampMs record timestamp of the moment
     * @param beforeUs presentation time of the moment
     */
    public static Optional<Long> styledPictureBefore(
            SlotReader<StyledChunk> styled, long timestampMs, long epoch, long beforeUs) {
        Predicate<StyledFrame> picture = frame -> frame.getData() != null && frame.getPtsUs() < beforeUs;
        return newestBefore(
                        styled,
                        timestampMs,
                        epoch,
                        StyledChunk::getEpoch,
                        chunk -> chunk.getFrames().stream().anyMatch(picture))
                .flatMap(chunk -> chunk.getFrames().stream().filter(picture).findFirst())
                .map(StyledFrame::getPtsUs);
    }

    /** What is before the epoch is not searched. */
    private static <V> Optional<V> newestBefore(
            SlotReader<V> reader, long timestampMs, long epoch, ToLongFunction<V> epochOf, Predicate<V> wanted) {
        return reader.newestBeforeTime(
                        timestampMs,
                        chunk -> epochOf.applyAsLong(chunk) < epoch
                                || (epochOf.applyAsLong(chunk) == epoch && wanted.test(chunk)))
                .filter(chunk -> epochOf.applyAsLong(chunk) == epoch);
    }

    /** A capture's last chunk may be without frames: it says that there are no more. */
    private static Optional<VideoChunk> timed(VideoChunk chunk) {
        return Optional.of(chunk).filter(isTimed(chunk.getEpoch()));
    }

    private static Predicate<VideoChunk> isTimed(long epoch) {
        return chunk -> chunk.getEpoch() == epoch && (!chunk.getFrames().isEmpty() || chunk.getHeldUntilUs() != null);
    }

    private static Capture capture(VideoChunk first, VideoChunk last) {
        return new Capture(
                first.getEpoch(),
                first.getEpochStartUs(),
                first.getFrames().isEmpty() ? 0 : first.getFrames().getFirst().getPtsUs(),
                lastUs(last),
                first.getSequence() == 0,
                first.getLive());
    }

    /** A moment that is held lies in a segment, also where no frame does; the end of it is no moment of it any more. */
    private static long lastUs(VideoChunk chunk) {
        long frame =
                chunk.getFrames().stream().mapToLong(VideoFrame::getPtsUs).max().orElse(0);
        return lastUs(frame, chunk.getHeldUntilUs());
    }

    private static long lastUs(long frameUs, @Nullable Long heldUntilUs) {
        return heldUntilUs == null ? frameUs : Math.max(frameUs, Ticks.firstUs(Ticks.ofUs(heldUntilUs) - 1));
    }
}
