package dev.brushcast.egress.rendition;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.audio.AudioPath;
import dev.brushcast.egress.audio.AudioTrack;
import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.egress.timeline.Timeline;
import dev.brushcast.egress.timeline.TimelineEvent;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.RgbPicture;
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
    private final boolean withAudio;
    private final SegmentSink sink;
    private final PacketSink packets;
    private final FrameObserver observer;
    private final PictureDecoder decoder = new PictureDecoder();
    private final Deque<AudioPackets> audioAhead = new ArrayDeque<>();
    private @Nullable EpochOutput output;
    private @Nullable AudioTrack audio;
    private boolean picturesOver;
    private @Nullable Position position;
    private long lastPts;
    private long lastDuration;
    private long finishedEpochs;

    /**
     * A rendition.
     *
     * @param grids makes the cutting rule, new for each epoch
     * @param withAudio false: pictures only
     */
    public Rendition(
            Timeline timeline,
            Supplier<SegmentGrid> grids,
            boolean withAudio,
            SegmentSink sink,
            PacketSink packets,
            FrameObserver observer) {
        this.timeline = timeline;
        this.grids = grids;
        this.withAudio = withAudio;
        this.sink = sink;
        this.packets = packets;
        this.observer = observer;
    }

    /** Takes a chunk of pictures. */
    public void pictures(Chunk chunk) {
        apply(timeline.accept(chunk));
    }

    /** Takes a chunk of sound; one of an epoch that has not begun yet is kept until it does. */
    public void audio(AudioPackets chunk) {
        audioAhead.add(chunk);
        takeAudio();
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
    public boolean waitsForAudio() {
        return output != null && withAudio && (picturesOver || output.waitsForAudio());
    }

    /** Sound has not come for too long: goes on without. */
    public void goOnWithoutAudio() {
        if (picturesOver) {
            finishEpoch();
        } else if (output != null) {
            output.publishWithoutWaiting();
            published(output);
        }
    }

    /** Media seconds of sound that wait for their epoch or for pictures: how far the sound is ahead. */
    public double audioAheadSeconds() {
        double waiting = audioAhead.stream().mapToDouble(AudioPackets::seconds).sum();
        return waiting + (output == null ? 0 : output.audioAheadSeconds(lastPts));
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
        output = new EpochOutput(epoch, grids.get(), withAudio, sink, packets);
        audio = new AudioTrack(AudioPath.HLS_CODECS);
        picturesOver = false;
        takeAudio();
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
        boolean audioOver = !withAudio || (audio != null && audio.ended());
        if (!complete || audioOver) {
            finishEpoch();
        }
    }

    private void takeAudio() {
        while (output != null && audio != null && !audioAhead.isEmpty()) {
            long epoch = audioAhead.getFirst().epoch();
            if (epoch > output.epoch().epoch()) {
                return;
            }
            AudioPackets chunk = audioAhead.remove();
            if (epoch == output.epoch().epoch()) {
                packets.audio(chunk);
                hear(output, audio, chunk);
            }
        }
    }

    private void hear(EpochOutput to, AudioTrack track, AudioPackets chunk) {
        List<MediaPacket> ready = track.accept(chunk);
        track.format().ifPresent(format -> to.audio(format, ready));
        if (track.ended()) {
            to.audioEnded();
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
        if (audio != null) {
            audio.close();
        }
        output = null;
        audio = null;
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
        AudioTrack unheard = audio;
        try (sink;
                decoder;
                unheard;
                unfinished) {
            output = null;
            audio = null;
        }
    }
}
