package dev.brushcast.ingest.epoch;

import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.SpliceKind;
import dev.brushcast.media.ffmpeg.input.InputItem;
import dev.brushcast.media.scte35.SplicePoint;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one epoch's sections of splice information announce, each thing once however often it is sent, and each end with the beginning
 * that it belongs to. Used by one thread.
 */
final class CueBook {

    /** Announcements that are remembered. */
    private static final int MOST = 64;

    /** Encoders round. */
    private static final long SAME_US = 1_000;

    private final Deque<SpliceCue> known = new ArrayDeque<>();

    /**
     * What is new in a section.
     *
     * @param earliestUs nothing holds before this presentation time any more, µs: it is published
     * @param wallUs wall clock
     */
    List<SpliceCue> read(InputItem.Splice splice, long earliestUs, long wallUs) {
        List<SpliceCue> added = new ArrayList<>();
        for (InputItem.Splice.Point point : splice.points()) {
            long atUs = Math.max(point.atUs(), earliestUs);
            SpliceCue cue = cue(point.what(), atUs, ByteBuffer.wrap(splice.section()), wallUs);
            if (!isKnown(cue, point.what().at().isEmpty())) {
                added.add(cue);
                if (known.size() == MOST) {
                    known.removeFirst();
                }
                known.addLast(cue);
            }
        }
        return added;
    }

    private SpliceCue cue(SplicePoint what, long atUs, ByteBuffer section, long wallUs) {
        Long eventId = what.eventId() == SplicePoint.NO_EVENT ? null : what.eventId();
        SpliceCue begin = beginOf(eventId, what, atUs);
        return SpliceCue.newBuilder()
                .setAtUs(atUs)
                .setReceivedAtUs(wallUs)
                .setSection(section)
                .setKind(SpliceKind.valueOf(what.kind().name()))
                .setEventId(eventId)
                .setSegmentationType(begin == null ? what.type() : begin.getSegmentationType())
                .setBeganAtUs(begin == null ? null : begin.getAtUs())
                .setDurationUs(
                        what.durationTicks().isEmpty()
                                ? null
                                : what.durationTicks().getAsLong() * 100 / 9)
                .setReturns(what.returns())
                .build();
    }

    /** The newest thing that this is the end of; what is cancelled may not have begun, and its type is not said. */
    private @Nullable SpliceCue beginOf(@Nullable Long eventId, SplicePoint what, long atUs) {
        boolean cancel = what.kind() == SplicePoint.Kind.CANCEL;
        if (what.kind() != SplicePoint.Kind.IN && !cancel) {
            return null;
        }
        for (Iterator<SpliceCue> newest = known.descendingIterator(); newest.hasNext(); ) {
            SpliceCue before = newest.next();
            if (before.getKind() == SpliceKind.OUT
                    && Objects.equals(before.getEventId(), eventId)
                    && (cancel || (before.getSegmentationType() == what.type() && before.getAtUs() <= atUs))) {
                return before;
            }
        }
        return null;
    }

    /** The same again; what holds at once is the same as long as nothing else is said of its event. */
    private boolean isKnown(SpliceCue cue, boolean atOnce) {
        for (Iterator<SpliceCue> newest = known.descendingIterator(); newest.hasNext(); ) {
            SpliceCue before = newest.next();
            if (Objects.equals(before.getEventId(), cue.getEventId())
                    && before.getSegmentationType() == cue.getSegmentationType()) {
                boolean same = before.getKind() == cue.getKind();
                if (atOnce && same && before.getSection().equals(cue.getSection())) {
                    return true;
                }
                if (same && Math.abs(before.getAtUs() - cue.getAtUs()) <= SAME_US) {
                    return true;
                }
                if (atOnce && !same) {
                    return false;
                }
            }
        }
        return false;
    }
}
