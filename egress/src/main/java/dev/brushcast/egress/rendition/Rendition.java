package dev.brushcast.egress.rendition;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Splice;
import dev.brushcast.egress.timeline.StreamTimeline;
import dev.brushcast.egress.timeline.TimelineEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rendition of a stream, epoch after epoch: chunks and audio in, segments out. States: {@link Between} epochs; {@link
 * Showing} an epoch; {@link AwaitingAudio}, its pictures over and the rest of its audio not yet here: the next epoch waits, since
 * pictures and audio are read apart and the audio may be behind. Confined to one thread.
 */
public final class Rendition implements AutoCloseable {

    private final StreamTimeline timeline;
    private final Encoding encoding;
    private final Outputs outputs;
    private final PacketSink packets;
    private final FrameObserver observer;
    private final Onlooker onlooker;
    private final PictureDecoder decoder = new PictureDecoder();
    private final AudioLayout layout = new AudioLayout();
    private final Deque<AudioPackets> audioAhead = new ArrayDeque<>();
    private final Deque<TimelineEvent> events = new ArrayDeque<>();
    private State state = new Between();
    private @Nullable Position position;
    private long finishedEpochs;
    private boolean recordingEnded;

    private sealed interface State {}

    private record Between() implements State {}

    private record Showing(RenditionEpoch epoch) implements State {}

    /** {@code complete}: the audio may go on beyond the pictures; otherwise what reaches to their end is all of it. */
    private record AwaitingAudio(RenditionEpoch epoch, boolean complete) implements State {}

    /** A place in a stream, ordered. */
    public record Position(long epoch, long ptsUs) implements Comparable<Position> {
        @Override
        public int compareTo(Position other) {
            return epoch != other.epoch ? Long.compare(epoch, other.epoch) : Long.compare(ptsUs, other.ptsUs);
        }
    }

    /**
     * A rendition.
     *
     * @param outputs where segments go
     * @param packets where packets go before their segments are whole
     * @param onlooker sees and hears what viewers will
     */
    public Rendition(
            StreamTimeline timeline,
            Encoding encoding,
            Outputs outputs,
            PacketSink packets,
            FrameObserver observer,
            Onlooker onlooker) {
        this.timeline = timeline;
        this.encoding = encoding;
        this.outputs = outputs;
        this.packets = packets;
        this.observer = observer;
        this.onlooker = onlooker;
    }

    /** Takes a chunk of pictures; those of another epoch are kept while {@link #picturesOver}. */
    public void pictures(Chunk chunk) {
        goOn(timeline.accept(chunk));
    }

    /** Takes a chunk of audio; one of an epoch that has not begun yet is kept until it does. */
    public void audio(AudioPackets chunk) {
        audioAhead.add(chunk);
        takeAudio();
        goOn(List.of());
    }

    /** No chunk is on its way: what is missing is missing. */
    public void settle() {
        goOn(timeline.settle());
    }

    /** True while chunks wait for one before them. */
    public boolean hasHole() {
        return timeline.hasHole();
    }

    /** True while pictures wait for audio. */
    public boolean waitsForAudio() {
        return switch (state) {
            case Between() -> false;
            case Showing(RenditionEpoch epoch) -> epoch.waitsForAudio();
            case AwaitingAudio _ -> true;
        };
    }

    /** True while nothing but audio is needed: an epoch's pictures are over, and those of the next one are not shown before. */
    public boolean picturesOver() {
        return state instanceof AwaitingAudio;
    }

    /** Audio has not come for too long: goes on without. */
    public void goOnWithoutAudio() {
        switch (state) {
            case Between() -> {}
            case Showing(RenditionEpoch epoch) -> epoch.publishWithoutWaiting();
            case AwaitingAudio waiting -> {
                finish(waiting.epoch);
                goOn(List.of());
            }
        }
    }

    /** Media seconds of audio that wait for their epoch or for pictures: how far the audio is ahead. */
    public double audioAheadSeconds() {
        double waiting = audioAhead.stream().mapToDouble(AudioPackets::seconds).sum();
        RenditionEpoch epoch = open();
        return waiting + (epoch == null ? 0 : epoch.audioAheadSeconds());
    }

    /** True between epochs. */
    public boolean idle() {
        return state instanceof Between;
    }

    /** How many epochs are written to their end. */
    public long finishedEpochs() {
        return finishedEpochs;
    }

    /** Presentation time of the newest frame, microseconds, and its epoch, also when that is over; empty before the first. */
    public Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    /** Leaves the stream, which goes on: what is out stays as it is. A recording that has come to its end has ended, though. */
    public void leave() {
        if (!(state instanceof Between && recordingEnded)) {
            outputs.all().leave();
        }
        end();
    }

    /** No picture follows. What has come is out once {@link #picturesOver} is false: its audio is there, or given up. */
    public void endPictures() {
        goOn(timeline.close());
    }

    /** Ends the stream where it is and makes what is out whole; waits for nothing. */
    public void end() {
        endPictures();
        while (picturesOver()) {
            goOnWithoutAudio();
        }
        outputs.all().end();
    }

    private void goOn(List<TimelineEvent> more) {
        events.addAll(more);
        while (!events.isEmpty() && !(events.getFirst() instanceof TimelineEvent.EpochBegins && picturesOver())) {
            apply(events.remove());
        }
    }

    private void apply(TimelineEvent event) {
        switch (event) {
            case TimelineEvent.EpochBegins begins -> begin(begins.epoch(), begins.within());
            case TimelineEvent.Show show -> show(show);
            case TimelineEvent.Holds hold -> hold(hold);
            case TimelineEvent.Announces announces -> announce(announces.splice());
            case TimelineEvent.Drop drop -> observer.dropped(drop.count(), drop.cause());
            case TimelineEvent.Ignores ignores -> observer.ignored(ignores.reason());
            case TimelineEvent.EpochEnds ends -> picturesEnd(ends.complete());
        }
    }

    private void begin(EpochInfo info, boolean within) {
        if (!idle()) {
            throw new IllegalStateException("an epoch within an epoch");
        }
        recordingEnded = false;
        EpochPictures pictures = new EpochPictures(info, encoding, decoder, observer, onlooker);
        EpochAudio audio = new EpochAudio(info, layout, onlooker, within);
        state = new Showing(new RenditionEpoch(info, pictures, audio, outputs, packets, observer));
        takeAudio();
    }

    private void show(TimelineEvent.Show frame) {
        if (!(state instanceof Showing(RenditionEpoch epoch))) {
            throw new IllegalStateException("a frame outside of an epoch");
        }
        epoch.show(frame);
        position = epoch.position() == null ? position : epoch.position();
    }

    private void hold(TimelineEvent.Holds hold) {
        if (!(state instanceof Showing(RenditionEpoch epoch))) {
            throw new IllegalStateException("a hold outside of an epoch");
        }
        epoch.hold(hold);
        position = epoch.position() == null ? position : epoch.position();
    }

    private void announce(Splice splice) {
        if (!(state instanceof Showing(RenditionEpoch epoch))) {
            throw new IllegalStateException("a splice outside of an epoch");
        }
        epoch.announce(splice);
    }

    private void picturesEnd(boolean complete) {
        if (state instanceof Showing(RenditionEpoch epoch)) {
            recordingEnded = complete && !epoch.live();
            state = new AwaitingAudio(epoch, complete);
            finishOnceHeard();
        }
    }

    private void finishOnceHeard() {
        if (state instanceof AwaitingAudio(RenditionEpoch epoch, boolean complete)
                && (epoch.audioOver() || (!complete && epoch.audioReachesPicturesEnd()))) {
            finish(epoch);
        }
    }

    /**
     * Audio of an earlier epoch has nowhere to go any more; that of a later one waits for it, and since audio comes in order, none of
     * this epoch follows.
     */
    private void takeAudio() {
        for (RenditionEpoch epoch = open(); epoch != null && !audioAhead.isEmpty(); epoch = open()) {
            if (audioAhead.getFirst().epoch() > epoch.number()) {
                epoch.endAudio();
                finishOnceHeard();
                return;
            }
            AudioPackets chunk = audioAhead.remove();
            if (chunk.epoch() == epoch.number()) {
                epoch.audio(chunk);
                finishOnceHeard();
            }
        }
    }

    private void finish(RenditionEpoch epoch) {
        epoch.end();
        state = new Between();
        finishedEpochs++;
        epoch.close();
    }

    private @Nullable RenditionEpoch open() {
        return switch (state) {
            case Between() -> null;
            case Showing(RenditionEpoch epoch) -> epoch;
            case AwaitingAudio waiting -> waiting.epoch;
        };
    }

    @Override
    public void close() {
        RenditionEpoch unfinished = open();
        PartSink sinks = outputs.all();
        Slate slate = encoding.slate();
        state = new Between();
        try (sinks;
                slate;
                decoder;
                unfinished) {
            audioAhead.clear();
            events.clear();
        }
    }
}
