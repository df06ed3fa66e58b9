package dev.brushcast.egress.app;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.egress.consume.CaptureHistory;
import dev.brushcast.egress.consume.CaptureHistory.Capture;
import dev.brushcast.egress.rendition.Rendition.Position;
import dev.brushcast.egress.rendition.Ticks;
import dev.brushcast.egress.segment.Stretch;
import dev.brushcast.egress.timeline.StreamTimeline.Beginning;
import dev.brushcast.kit.kafka.Captures;
import dev.brushcast.kit.kafka.SlotReader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Where to begin reading.
 *
 * @param beginning of what is put out
 * @param newest the capture that is newest: recordings and pushes begin with it
 * @param captures those that the recording holds up to where it begins, oldest first; empty: none yet, or all are put out
 * @param fromMs record timestamp from which everything that is put out lies; empty: from the oldest record
 * @param come how far the output of a stream that goes on has come, whoever put it out; empty: there was none, or it begins anew
 */
record StartPoint(
        Beginning beginning, long newest, List<Capture> captures, Optional<Long> fromMs, Optional<Position> come) {

    /**
     * How much of what was before is put out again.
     *
     * @param shownUs of a stream that goes on, before where its output has come to, microseconds; 0: nothing before the newest capture
     * @param wholeNewest true: the newest capture is put out from its head, however long it is
     * @param leftOffUs up to where the output is in the folder already, air time, microseconds since 1970; empty: it is not
     */
    record Reach(long shownUs, boolean wholeNewest, OptionalLong leftOffUs) {

        /** Whoever was away for longer goes on near the edge: what nobody has waited for is not made first. */
        private static final long LONGEST_AWAY_US = 60_000_000;

        /** The newest capture and no other. */
        static final Reach NEWEST_CAPTURE = new Reach(0, true, OptionalLong.empty());

        /** How far before where the output has come to, air time, it is to begin: nothing between is left out. */
        long backFrom(long comeUs) {
            long awayUs = comeUs - leftOffUs.orElse(comeUs);
            return awayUs > LONGEST_AWAY_US ? shownUs : Math.max(shownUs, awayUs);
        }
    }

    static StartPoint earliest(long firstEpoch) {
        return new StartPoint(
                new Beginning(firstEpoch, Long.MIN_VALUE), firstEpoch, List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * A little before where the output has come to of whoever has put the stream out so far, where encoders begin anew.
     *
     * @param recording is read to its end
     * @param styled so are the styled pictures
     * @param firstEpoch not before this one
     * @param cell of the grid, 1/90000 s
     */
    static StartPoint reaching(
            Reach reach, SlotReader<VideoChunk> recording, SlotReader<StyledChunk> styled, long firstEpoch, long cell) {
        Optional<Position> come = CaptureHistory.come(styled);
        return recording
                .newest()
                .filter(chunk -> chunk.getEpoch() >= firstEpoch)
                .map(chunk -> CaptureHistory.upTo(recording, chunk))
                .filter(captures -> !captures.isEmpty())
                .map(captures -> in(captures, come, reach, firstEpoch, cell).withPicturesBefore(recording, styled))
                .orElseGet(() -> earliest(firstEpoch));
    }

    static StartPoint in(List<Capture> captures, Optional<Position> styled, Reach reach, long firstEpoch, long cell) {
        int newest = captures.size() - 1;
        Optional<Position> come = styled.filter(_ -> reach.shownUs() > 0)
                .filter(to -> captures.stream()
                        .anyMatch(capture -> capture.epoch() == to.epoch() && goesBackTo(capture, firstEpoch)));
        int at = come.isPresent() ? indexOf(captures, come.get().epoch()) : newest;
        boolean whole = come.isEmpty() || (reach.wholeNewest() && at == newest);
        Capture first = captures.get(at);
        long lengthUs = Math.min(come.map(Position::ptsUs).orElse(first.lastUs()), first.lastUs()) - first.firstUs();
        long missingUs =
                come.isPresent() ? reach.backFrom(first.startUs() + come.get().ptsUs()) : reach.shownUs();
        while (lengthUs < missingUs && at > 0 && goesBackTo(captures.get(at - 1), firstEpoch)) {
            missingUs -= lengthUs;
            first = captures.get(--at);
            lengthUs = first.lengthUs();
            whole = false;
        }
        long fromUs = whole ? Long.MIN_VALUE : boundary(first, first.firstUs() + lengthUs - missingUs, cell);
        long mediaUs = MediaTime.of(first.startUs(), Math.max(0, fromUs));
        return new StartPoint(
                new Beginning(first.epoch(), fromUs),
                captures.getLast().epoch(),
                captures.subList(0, at + 1),
                Optional.of(MediaTime.toRecordTimestamp(mediaUs) - Captures.MARGIN_MS),
                come);
    }

    private static int indexOf(List<Capture> captures, long epoch) {
        int at = captures.size() - 1;
        while (captures.get(at).epoch() != epoch) {
            at--;
        }
        return at;
    }

    /** Where it begins while a picture was held or shown again, reading begins with that picture. */
    private StartPoint withPicturesBefore(SlotReader<VideoChunk> recording, SlotReader<StyledChunk> styled) {
        if (beginning.fromUs() == Long.MIN_VALUE) {
            return this;
        }
        long startUs = captures.getLast().startUs();
        long beginsMs = MediaTime.toRecordTimestamp(MediaTime.of(startUs, beginning.fromUs()));
        Stream<Long> picturesUs = Stream.concat(
                CaptureHistory.pictureBefore(recording, beginsMs, epoch()).stream(),
                CaptureHistory.styledPictureBefore(styled, beginsMs, epoch(), beginning.fromUs()).stream());
        Optional<Long> firstMs = Stream.concat(
                        fromMs.stream(),
                        picturesUs.map(
                                us -> MediaTime.toRecordTimestamp(MediaTime.of(startUs, us)) - Captures.MARGIN_MS))
                .min(Comparator.naturalOrder());
        return new StartPoint(beginning, newest, captures, firstMs, come);
    }

    /** A recording is put out whole or not at all. */
    private static boolean goesBackTo(Capture earlier, long firstEpoch) {
        return earlier.live() && earlier.epoch() >= firstEpoch;
    }

    /** Where encoders begin anew at or before a time; the smallest value: with the capture. */
    private static long boundary(Capture capture, long us, long cell) {
        long ticks = Stretch.of(cell).firstCell(Math.floorDiv(Ticks.ofUs(us), cell)) * cell;
        return ticks <= Ticks.ofUs(capture.firstUs()) ? Long.MIN_VALUE : Ticks.firstUs(ticks);
    }

    /** The first epoch that is put out. */
    long epoch() {
        return beginning.epoch();
    }

    /** Sends a reader there. */
    <V> SlotReader<V> apply(SlotReader<V> reader) {
        fromMs.ifPresent(reader::seekToTime);
        return reader;
    }
}
