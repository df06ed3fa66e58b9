package dev.brushcast.egress.rendition;

import dev.brushcast.egress.segment.Cut;
import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Hold;
import dev.brushcast.egress.timeline.Origin;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.egress.timeline.TimelineEvent;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.VideoFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one epoch: decoded, the one before held where there is none, encoded in every track, with a cut where the grid
 * says. Confined to one thread.
 */
final class EpochPictures implements AutoCloseable {

    private static final long NONE = Long.MIN_VALUE;

    private final EpochInfo epoch;
    private final SegmentGrid grid;
    private final PictureDecoder decoder;
    private final FrameObserver observer;
    private final Onlooker onlooker;
    private final Slate slate;
    private final PictureLadder ladder;
    private final Deque<Cut> cuts = new ArrayDeque<>();
    private final EpochCaptions captions = new EpochCaptions();
    private @Nullable RgbPicture shown;
    private @Nullable RgbPicture onScreen;
    private boolean slateOn;
    private @Nullable Origin origin;
    private long lastPtsUs;
    private long lastPts;
    private long lastDuration;
    private boolean begun;
    private long cell = NONE;
    private long heldUntilUs = Long.MIN_VALUE;

    /**
     * An encoded picture.
     *
     * @param packets in each track
     * @param cut what it begins, in all of them
     */
    record Encoded(List<MediaPacket> packets, Cut cut) {}

    EpochPictures(
            EpochInfo epoch, Encoding encoding, PictureDecoder decoder, FrameObserver observer, Onlooker onlooker) {
        this.epoch = epoch;
        this.grid = encoding.grids().apply(epoch);
        this.decoder = decoder;
        this.observer = observer;
        this.onlooker = onlooker;
        this.slate = encoding.slate();
        this.ladder = new PictureLadder(epoch, encoding.tracks().apply(epoch));
    }

    /** What comes out, of each track. */
    List<VideoFormat> formats() {
        return ladder.formats();
    }

    /** True once a picture was shown. */
    boolean begun() {
        return begun;
    }

    /** The services of captions that there were so far, as HLS names them. */
    Set<String> captionServices() {
        return captions.services();
    }

    /** Where the picture is from that was shown last; null: there is nothing to say about it. */
    @Nullable
    Origin origin() {
        return slateOn ? Origin.SOURCE : origin;
    }

    /** Presentation time of the last frame, or until when it is held, microseconds; 0 before the first. */
    long reachedUs() {
        return Math.max(lastPtsUs, heldUntilUs);
    }

    /** The same in 1/90000 s. */
    long reached() {
        return Math.max(lastPts, heldUntil());
    }

    /** Presentation time of the last frame, 1/90000 s; 0 before the first. */
    long lastPts() {
        return lastPts;
    }

    /** Shows a frame, where there is nothing to show yet by a slate, or drops it from a recording; returns what is encoded by now. */
    List<Encoded> show(TimelineEvent.Show frame) {
        RgbPicture own = frame.picture() == null
                ? null
                : decoder.decode(frame.picture(), epoch, frame.number()).orElse(null);
        boolean unreadable = frame.picture() != null && own == null;
        RgbPicture again = own == null ? shown : own;
        slateOn = frame.slate() || (again == null && epoch.live());
        RgbPicture picture = slateOn ? slate.picture(epoch.width(), epoch.height()) : again;
        if (picture == null) {
            observer.dropped(1, unreadable ? Outcome.UNREADABLE : Outcome.NO_PICTURE_BEFORE);
            return List.of();
        }
        begun = true;
        observer.air(Air.of(frame.outcome(), slateOn));
        lastPtsUs = frame.ptsUs();
        lastPts = Ticks.ofUs(frame.ptsUs());
        lastDuration = Math.max(1, Ticks.ofUs(frame.ptsUs() + frame.durationUs()) - lastPts);
        Outcome outcome = unreadable ? Outcome.held(Outcome.UNREADABLE) : frame.outcome();
        observer.shown(frame.ptsUs(), outcome, frame.journey());
        onlooker.picture(epoch, frame.ptsUs(), picture, outcome);
        SegmentGrid.Step step = grid.frame(lastPts, lastDuration);
        List<Encoded> encoded = new ArrayList<>(fill(step.fills()));
        shown = again;
        onScreen = picture;
        captions.shown(lastPts, frame.captions());
        origin = own == null || frame.picture() == null
                ? origin
                : frame.picture().origin();
        encoded.addAll(encode(picture, lastPts, step.cut()));
        return encoded;
    }

    /** Shows the last picture again for as long as is said, or the slate; returns what is encoded by now. */
    List<Encoded> hold(TimelineEvent.Holds event) {
        Hold hold = event.hold();
        List<Encoded> encoded = new ArrayList<>();
        if (!begun) {
            if (event.picture() != null) {
                shown = decoder.decode(event.picture(), epoch, 0).orElse(null);
                origin = shown == null ? null : event.picture().origin();
            }
            begun = true;
            lastPtsUs = event.fromUs();
            lastPts = Ticks.ofUs(lastPtsUs);
            lastDuration = 1;
            observer.filled(1);
            encoded.addAll(encode(
                    heldAt(lastPts, hold), lastPts, grid.frame(lastPts, 1).cut()));
        }
        heldUntilUs = hold.untilUs();
        List<SegmentGrid.Fill> fills = grid.hold(heldUntil());
        if (!fills.isEmpty()) {
            observer.filled(fills.size());
        }
        fills.forEach(fill -> encoded.addAll(encode(heldAt(fill.pts(), hold), fill.pts(), fill.cut())));
        observer.air(hold.isSlateAt(heldUntilUs) ? Air.SLATE : Air.HOLD);
        return encoded;
    }

    private RgbPicture heldAt(long pts, Hold hold) {
        RgbPicture last = shown;
        return last == null || hold.isSlateAt(Ticks.toUs(pts)) ? slate.picture(epoch.width(), epoch.height()) : last;
    }

    private long heldUntil() {
        return heldUntilUs == Long.MIN_VALUE ? Long.MIN_VALUE : Ticks.ofUs(heldUntilUs);
    }

    /** Decoding can begin with the first frame at or after this presentation time, microseconds. */
    void cutAt(long us) {
        grid.cutAt(Ticks.ofUs(us));
    }

    /** The index of a segment that begins at a time in 1/90000 s. */
    long segmentIndex(long pts) {
        return grid.cellOf(pts);
    }

    /** Where the last picture ends, as its source says or as it is held, 1/90000 s. */
    long end() {
        return Math.max(lastPts + lastDuration, heldUntil());
    }

    /**
     * No frame follows: repeats the last picture where it is shown for longer than a segment may last, and gives what the encoder
     * still held.
     *
     * @param until how long the last picture is shown, 1/90000 s
     */
    List<Encoded> end(long until) {
        List<Encoded> encoded = new ArrayList<>(fill(grid.end(until)));
        encoded.addAll(cut(ladder.flush()));
        return encoded;
    }

    private List<Encoded> fill(List<SegmentGrid.Fill> fills) {
        List<Encoded> encoded = new ArrayList<>();
        RgbPicture again = onScreen == null ? shown : onScreen;
        if (again != null && !fills.isEmpty()) {
            observer.filled(fills.size());
            fills.forEach(fill -> encoded.addAll(encode(again, fill.pts(), fill.cut())));
        }
        return encoded;
    }

    private List<Encoded> encode(RgbPicture picture, long pts, Cut cut) {
        List<Encoded> encoded = new ArrayList<>();
        if (cut == Cut.SEGMENT) {
            long next = grid.cellOf(pts);
            if (cell != NONE && grid.isNewStretch(cell, next)) {
                encoded.addAll(cut(ladder.renew()));
            }
            cell = next;
        }
        cuts.add(cut);
        encoded.addAll(cut(ladder.encode(picture, pts, cut.isKey())));
        return encoded;
    }

    private List<Encoded> cut(List<List<MediaPacket>> pictures) {
        return pictures.stream()
                .map(packets -> new Encoded(captions.with(packets), cuts.remove()))
                .toList();
    }

    @Override
    public void close() {
        ladder.close();
    }
}
