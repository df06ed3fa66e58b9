package dev.brushcast.egress.rendition;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.segment.Part;
import dev.brushcast.egress.segment.PartAssembler;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Splice;
import dev.brushcast.egress.timeline.TimelineEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One epoch of one rendition: pictures and audio are cut into parts of segments, muxed and handed over. Confined to one thread. */
final class RenditionEpoch implements AutoCloseable {

    /** Encoders fill up their last packets with silence: audio is longer than the pictures only beyond this, 1/90000 s. */
    private static final long TAIL = Ticks.PER_SECOND / 10;

    private final EpochInfo epoch;
    private final EpochPictures pictures;
    private final EpochAudio audio;
    private final Outputs outputs;
    private final PacketSink packets;
    private final FrameObserver observer;
    private final PartAssembler parts;
    private final PartMuxer muxer;
    private final GeneratedRanges generated;
    private long nextAudio;
    private double silentSeconds;

    RenditionEpoch(
            EpochInfo epoch,
            EpochPictures pictures,
            EpochAudio audio,
            Outputs outputs,
            PacketSink packets,
            FrameObserver observer) {
        this.epoch = epoch;
        this.pictures = pictures;
        this.audio = audio;
        this.outputs = outputs;
        this.packets = packets;
        this.observer = observer;
        this.parts = new PartAssembler(outputs.withAudio() ? audio.lanes() : List.of(), pictures::segmentIndex);
        this.generated = new GeneratedRanges(epoch);
        this.muxer = new PartMuxer(epoch, pictures.formats(), audio, outputs, generated);
        packets.begin(epoch, pictures.formats().getFirst());
    }

    /** The number of the epoch. */
    long number() {
        return epoch.epoch();
    }

    /** False for a recording. */
    boolean live() {
        return epoch.live();
    }

    /** Where the pictures are; null before the first. */
    Rendition.@Nullable Position position() {
        return pictures.begun() ? new Rendition.Position(epoch.epoch(), pictures.reachedUs()) : null;
    }

    /** The source announces something. */
    void announce(Splice splice) {
        if (splice.cuts()) {
            pictures.cutAt(splice.atUs());
        }
        if (splice.returns() && splice.durationUs() != null) {
            pictures.cutAt(splice.atUs() + splice.durationUs());
        }
        parts.announce(SpliceRanges.of(splice, epoch));
    }

    void show(TimelineEvent.Show frame) {
        take(pictures.show(frame));
        goOn();
    }

    /** The source sends nothing: what was shown is shown again. */
    void hold(TimelineEvent.Holds hold) {
        take(pictures.hold(hold));
        goOn();
    }

    private void goOn() {
        if (pictures.begun()) {
            generated.shown(pictures.reachedUs(), pictures.origin()).forEach(parts::announce);
            audio.begin(pictures.lastPts());
        }
        publish();
    }

    void audio(AudioPackets chunk) {
        nextAudio = Math.max(nextAudio, chunk.sequence() + 1);
        packets.audio(chunk);
        audio.accept(chunk);
        publish();
    }

    /** No audio follows, though its last chunk has not come: what is converted is there to its end. */
    void endAudio() {
        if (!audioOver()) {
            audio(AudioPackets.end(number(), nextAudio));
        }
    }

    /** True when no audio follows. */
    boolean audioOver() {
        return !outputs.withAudio() || audio.ended();
    }

    /** True when the audio that has come reaches as far as the pictures that have. */
    boolean audioReachesPicturesEnd() {
        return !pictures.begun() || audio.heardUntil() >= pictures.end();
    }

    /** True while pictures wait for audio. */
    boolean waitsForAudio() {
        return parts.waitsForAudioUntil().isPresent();
    }

    void publishWithoutWaiting() {
        parts.waitsForAudioUntil().ifPresent(audio::fillUntil);
        write();
    }

    /** How far the audio that has come reaches beyond the pictures, in seconds; 0 if it does not. */
    double audioAheadSeconds() {
        return audio.heard() ? Math.max(0, audio.heardUntil() - pictures.reached()) / (double) Ticks.PER_SECOND : 0;
    }

    /**
     * The epoch is over. Pictures and audio end together, so that what follows begins at one time in every playlist: the last
     * picture is held where audio goes on for long; where it is only a packet or two, those stand in the last segment without making
     * it longer.
     */
    void end() {
        endAudio();
        if (pictures.begun()) {
            long end = audio.end() > pictures.end() + TAIL ? audio.end() : pictures.end();
            take(pictures.end(end));
            if (outputs.withAudio()) {
                audio.finish(end);
            }
            parts.end(end);
            write();
        }
        packets.epochEnded();
        outputs.all().epochEnded();
    }

    private void take(List<EpochPictures.Encoded> encoded) {
        for (EpochPictures.Encoded picture : encoded) {
            packets.picture(picture.packets().getFirst());
            parts.picture(picture.packets(), picture.cut());
        }
    }

    private void publish() {
        if (outputs.withAudio() && audio.ended()) {
            parts.waitsForAudioUntil().ifPresent(audio::fillUntil);
        }
        write();
    }

    private void write() {
        for (Part part : parts.whole()) {
            muxer.write(part, pictures.captionServices());
            observer.published(Ticks.toUs(part.end()));
        }
        double silent = outputs.withAudio() && audio.heard() ? audio.silentSeconds() : 0;
        if (silent > silentSeconds) {
            observer.silent(Math.round((silent - silentSeconds) * 1e6));
            silentSeconds = silent;
        }
    }

    @Override
    public void close() {
        try (pictures;
                audio) {
            silentSeconds = 0;
        }
    }
}
