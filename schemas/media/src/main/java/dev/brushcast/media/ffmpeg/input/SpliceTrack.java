package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.scte35.SpliceCommand;
import dev.brushcast.media.scte35.SpliceFormatException;
import dev.brushcast.media.scte35.SplicePoint;
import dev.brushcast.media.scte35.SpliceSection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * The sections of splice information of a source, put on its timeline. Their times are of the source's own clock, which is that of
 * its picture, so each is moved as a packet of the picture is that was sent by the same clock: FFmpeg hands packets out one or two
 * later than sections that came after them, and the clock may begin again in between. A section waits for the next {@value #LOOKED_AT}
 * packets, and the one nearest to the clock that it came with counts. What is still to come when times begin at 0 again is given
 * once more. Used by one thread.
 */
final class SpliceTrack {

    /** Packets of the picture that come after a section until the first one is certain that was sent after it. */
    private static final int LOOKED_AT = 3;

    /** Clock references are written this far apart, 1/90000 s. */
    private static final long EARLY_TICKS = 9_000;

    /** Frames come out of the decoder some time behind its packets: by then it is over for them, too. */
    private static final long LONG_PAST_US = 10_000_000;

    /** Sections that wait, and announcements that are remembered: senders repeat themselves. */
    private static final int MOST = 256;

    private final TrackTimes times;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Deque<InputItem.Splice> announced = new ArrayDeque<>();

    /** A section and the packet of the picture that is nearest to the clock that it came with, of those so far. */
    private static final class Waiting {
        private final byte[] section;
        private final long clock;
        private TrackTimes.@Nullable Picture nearest;
        private int lookedAt;

        Waiting(byte[] section, long clock, TrackTimes.@Nullable Picture before) {
            this.section = section;
            this.clock = clock;
            this.nearest = before;
        }

        void look(TrackTimes.@Nullable Picture next) {
            lookedAt++;
            if (nearest == null || (next != null && distance(next) < distance(nearest))) {
                nearest = next;
            }
        }

        /** Pictures are sent before they are shown: one that is before the clock is of another. */
        private long distance(TrackTimes.Picture picture) {
            if (clock == avutil.AV_NOPTS_VALUE()) {
                return 0;
            }
            long ahead = TrackTimes.apart(picture.ticks(), clock);
            return ahead >= -EARLY_TICKS ? Math.abs(ahead) : SpliceSection.WRAP_TICKS - ahead;
        }
    }

    SpliceTrack(TrackTimes times) {
        this.times = times;
    }

    /**
     * A section has come.
     *
     * @param clock of the source when it was sent, 1/90000 s; FFmpeg's mark where that is not known
     */
    void found(byte[] section, long clock) {
        if (waiting.size() == MOST) {
            waiting.remove();
        }
        waiting.add(new Waiting(section, clock, times.newestPicture()));
    }

    /** A packet of the picture has come: what has waited long enough, in its place. */
    List<InputItem.Splice> placed() {
        List<InputItem.Splice> placed = new ArrayList<>();
        waiting.forEach(section -> section.look(times.newestPicture()));
        while (!waiting.isEmpty() && waiting.getFirst().lookedAt == LOOKED_AT) {
            placed.add(place(waiting.removeFirst()));
        }
        return placed;
    }

    /** No picture follows: what still waits, in its place as far as that is known. */
    List<InputItem.Splice> rest() {
        List<InputItem.Splice> placed = waiting.stream()
                .filter(section -> section.nearest != null)
                .map(this::place)
                .toList();
        waiting.clear();
        return placed;
    }

    /**
     * Times begin at 0 again: what is still to come by then, in its new place.
     *
     * @param atUs where the new 0 is on the timeline so far
     */
    List<InputItem.Splice> beginAgain(long atUs) {
        List<InputItem.Splice> again = new ArrayList<>();
        for (InputItem.Splice splice : announced) {
            List<InputItem.Splice.Point> ahead = splice.points().stream()
                    .filter(point -> point.atUs() >= atUs)
                    .map(point -> new InputItem.Splice.Point(point.atUs() - atUs, point.what()))
                    .toList();
            if (!ahead.isEmpty()) {
                again.add(new InputItem.Splice(splice.section(), ahead, splice.trouble()));
            }
        }
        announced.clear();
        announced.addAll(again);
        return again;
    }

    private InputItem.Splice place(Waiting waited) {
        InputItem.Splice splice = read(waited.section, Objects.requireNonNull(waited.nearest));
        announced.removeIf(
                old -> old.points().stream().allMatch(point -> point.atUs() < times.newestPictureUs() - LONG_PAST_US));
        if (announced.size() == MOST) {
            announced.remove();
        }
        announced.add(splice);
        return splice;
    }

    private InputItem.Splice read(byte[] section, TrackTimes.Picture picture) {
        try {
            SpliceSection parsed = SpliceSection.parse(section);
            String trouble = parsed.command() instanceof SpliceCommand.Encrypted ? "it is encrypted" : null;
            List<InputItem.Splice.Point> points = SplicePoint.of(parsed).stream()
                    .map(point -> new InputItem.Splice.Point(
                            point.at().isPresent()
                                    ? times.placed(point.at().getAsLong(), picture)
                                    : times.newestPictureUs(),
                            point))
                    .toList();
            return new InputItem.Splice(section, points, trouble);
        } catch (SpliceFormatException e) {
            return new InputItem.Splice(section, List.of(), e.getMessage());
        }
    }
}
