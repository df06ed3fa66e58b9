package dev.brushcast.egress.rendition;

import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.sound.SoundChunk;
import dev.brushcast.egress.sound.SoundPath;
import dev.brushcast.egress.sound.SoundTrack;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.egress.timeline.Timeline;
import dev.brushcast.egress.timeline.TimelineEvent;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.output.MediaPacket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One rendition of a stream, epoch after epoch: chunks and sound in, segments out. States: between epochs; in an epoch; its
 * pictures over, waiting for the rest of its sound. Confined to one thread.
 */
public final class Rendition implements AutoCloseable {

    private final Timeline timeline;
    private final Supplier<SegmentGrid> grids;
    private final boolean withSound;
    private final SegmentSink sink;
    private final PacketSink packets;
    private final FrameObserver observer;
    private final PictureDecoder decoder = new PictureDecoder();
    private final Deque<SoundChunk> soundAhead = new ArrayDeque<>();
    private @Nullable EpochOutput output;
    private @Nullable SoundTrack sound;
    private boolean picturesOver;
    private @Nullable Position position;
    private long lastPts;
    private long lastDuration;
    private long finishedEpochs;

    /**
     * A rendition.
     *
     * @param grids makes the cutting rule, new for each epoch
     * @param withSound false: pictures only
     */
    public Rendition(
            Timeline timeline,
            Supplier<SegmentGrid> grids,
            boolean withSound,
            SegmentSink sink,
            PacketSink packets,
            FrameObserver observer) {
        this.timeline = timeline;
        this.grids = grids;
        this.withSound = withSound;
        this.sink = sink;
        this.packets = packets;
        this.observer = observer;
    }

    /** Takes a chunk of pictures. */
    public void pictures(Chunk chunk) {
        apply(timeline.accept(chunk));
    }

    /** Takes a chunk of sound; one of an epoch that has not begun yet is kept until it does. */
    public void sound(SoundChunk chunk) {
        soundAhead.add(chunk);
        takeSound();
    }

    /** No chunk is on its way: what is missing is missing. */
    public void settle() {
        apply(timeline.settle());
    }

    /** True while chunks wait for one before them. */
    public boolean hasHole() {
        return timeline.hasHole();
    }

    /** True while pictures wait for sound. */
    public boolean waitsForSound() {
        return output != null && withSound && (picturesOver || output.waitsForSound());
    }

    /** Sound has not come for too long: goes on without. */
    public void goOnWithoutSound() {
        if (picturesOver) {
            finishEpoch();
        } else if (output != null) {
            output.publishWithoutWaiting();
            published(output);
        }
    }

    /** Media seconds of sound that wait for their epoch or for pictures: how far the sound is ahead. */
    public double soundAheadSeconds() {
        double waiting = soundAhead.stream().mapToDouble(SoundChunk::seconds).sum();
        return waiting + (output == null ? 0 : output.soundAheadSeconds(lastPts));
    }

    /** True between epochs. */
    public boolean idle() {
        return output == null;
    }

    /** How many epochs are written to their end. */
    public long finishedEpochs() {
        return finishedEpochs;
    }

    /** Presentation time of the newest frame, microseconds, and its epoch, also when that is over; empty before the first. */
    public Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    /** A place in a stream, ordered. */
    public record Position(long epoch, long ptsUs) implements Comparable<Position> {
        @Override
        public int compareTo(Position other) {
            return epoch != other.epoch ? Long.compare(epoch, other.epoch) : Long.compare(ptsUs, other.ptsUs);
        }
    }

    /** Ends the stream where it is and makes what is out whole. */
    public void end() {
        apply(timeline.close());
        if (output != null) {
            finishEpoch();
        }
        sink.end();
    }

    private void apply(List<TimelineEvent> events) {
        for (TimelineEvent event : events) {
            switch (event) {
                case TimelineEvent.EpochBegins begins -> begin(begins.epoch());
                case TimelineEvent.Show show -> show(show);
                case TimelineEvent.Drop drop -> observer.dropped(drop.count(), drop.cause());
                case TimelineEvent.EpochEnds ends -> picturesEnd(ends.complete());
            }
        }
    }

    private void begin(EpochInfo epoch) {
        if (output != null) {
            finishEpoch();
        }
        output = new EpochOutput(epoch, grids.get(), withSound, sink, packets);
        sound = new SoundTrack(SoundPath.HLS_CODECS);
        picturesOver = false;
        takeSound();
    }

    private void show(TimelineEvent.Show frame) {
        EpochOutput to = current();
        RgbPicture picture = null;
        Outcome outcome = frame.outcome();
        if (frame.picture() != null) {
            picture =
                    decoder.decode(frame.picture(), to.epoch(), frame.number()).orElse(null);
            if (picture == null) {
                outcome = Outcome.held(Outcome.UNREADABLE);
            }
        }
        if (picture == null && !to.hasPicture()) {
            boolean unreadable = frame.picture() != null;
            observer.dropped(1, unreadable ? Outcome.UNREADABLE : Outcome.NO_PICTURE_BEFORE);
            return;
        }
        lastPts = Ticks.ofUs(frame.ptsUs());
        position = new Position(to.epoch().epoch(), frame.ptsUs());
        lastDuration = Math.max(1, Ticks.ofUs(frame.ptsUs() + frame.durationUs()) - lastPts);
        observer.shown(frame.ptsUs(), outcome, frame.journey());
        filled(to.show(picture, lastPts));
        published(to);
    }

    private void picturesEnd(boolean complete) {
        picturesOver = true;
        boolean soundOver = !withSound || (sound != null && sound.ended());
        if (!complete || soundOver) {
            finishEpoch();
        }
    }

    private void takeSound() {
        while (output != null && sound != null && !soundAhead.isEmpty()) {
            long epoch = soundAhead.getFirst().epoch();
            if (epoch > output.epoch().epoch()) {
                return;
            }
            SoundChunk chunk = soundAhead.remove();
            if (epoch == output.epoch().epoch()) {
                packets.sound(chunk);
                hear(output, sound, chunk);
            }
        }
    }

    private void hear(EpochOutput to, SoundTrack track, SoundChunk chunk) {
        List<MediaPacket> ready = track.accept(chunk);
        track.format().ifPresent(format -> to.sound(format, ready));
        if (track.ended()) {
            to.soundEnded();
            if (picturesOver) {
                finishEpoch();
                return;
            }
        }
        published(to);
    }

    private void finishEpoch() {
        EpochOutput over = current();
        filled(over.end(lastPts, lastDuration));
        published(over);
        over.close();
        if (sound != null) {
            sound.close();
        }
        output = null;
        sound = null;
        picturesOver = false;
        finishedEpochs++;
    }

    private void filled(int count) {
        if (count > 0) {
            observer.filled(count);
        }
    }

    private void published(EpochOutput from) {
        if (from.publishedUntil() != Long.MIN_VALUE) {
            observer.published(Ticks.toUs(from.publishedUntil()));
        }
    }

    private EpochOutput current() {
        if (output == null) {
            throw new IllegalStateException("a frame outside of an epoch");
        }
        return output;
    }

    @Override
    public void close() {
        EpochOutput unfinished = output;
        SoundTrack unheard = sound;
        try (sink;
                decoder;
                unheard;
                unfinished) {
            output = null;
            sound = null;
        }
    }
}
