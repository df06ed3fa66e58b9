package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.scte35.SpliceCommand;
import dev.brushcast.media.scte35.SpliceFormatException;
import dev.brushcast.media.scte35.SplicePoint;
import dev.brushcast.media.scte35.SpliceSection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * The sections of splice information of a source, put on its timeline. Their times are of the source's own clock, which is that of
 * its picture: they are moved as its newest packet is, whatever 33 bits say. A section waits for a packet of the picture where there
 * was none yet, and where its own clock says that the source's has jumped: the next packet tells how far. What is still to come when
 * times begin at 0 again is given once more. Used by one thread.
 */
final class SpliceTrack {

    /** The clock that comes with a section and the picture are this near to each other, 1/90000 s. */
    private static final long JUMP_TICKS = 10 * 90_000L;

    /** Frames come out of the decoder some time behind its packets: by then it is over for them, too. */
    private static final long LONG_PAST_US = 10_000_000;

    /** Sections that wait, and announcements that are remembered: senders repeat themselves. */
    private static final int MOST = 256;

    private final TrackTimes times;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final Deque<InputItem.Splice> announced = new ArrayDeque<>();

    SpliceTrack(TrackTimes times) {
        this.times = times;
    }

    /**
     * A section has come.
     *
     * @param clock of the source when it was sent, 1/90000 s; FFmpeg's mark where that is not known
     * @return the section in its place; null: it waits
     */
    InputItem.@Nullable Splice found(byte[] section, long clock) {
        boolean jumped = clock != avutil.AV_NOPTS_VALUE() && Math.abs(times.sincePicture(clock)) > JUMP_TICKS;
        if (!times.knowsPicture() || jumped || !waiting.isEmpty()) {
            if (waiting.size() == MOST) {
                waiting.remove();
            }
            waiting.add(section);
            return null;
        }
        return place(section);
    }

    /** A packet of the picture has come: what waited for it, in its place. */
    List<InputItem.Splice> placed() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<InputItem.Splice> placed = waiting.stream().map(this::place).toList();
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

    private InputItem.Splice place(byte[] section) {
        InputItem.Splice splice = read(section);
        announced.removeIf(
                old -> old.points().stream().allMatch(point -> point.atUs() < times.newestPictureUs() - LONG_PAST_US));
        if (announced.size() == MOST) {
            announced.remove();
        }
        announced.add(splice);
        return splice;
    }

    private InputItem.Splice read(byte[] section) {
        try {
            SpliceSection parsed = SpliceSection.parse(section);
            String trouble = parsed.command() instanceof SpliceCommand.Encrypted ? "it is encrypted" : null;
            List<InputItem.Splice.Point> points = SplicePoint.of(parsed).stream()
                    .map(point -> new InputItem.Splice.Point(
                            point.at().isPresent() ? times.placed(point.at().getAsLong()) : times.newestPictureUs(),
                            point))
                    .toList();
            return new InputItem.Splice(section, points, trouble);
        } catch (SpliceFormatException e) {
            return new InputItem.Splice(section, List.of(), e.getMessage());
        }
    }
}
