package dev.brushcast.egress.rendition;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.audio.AudioPath;
import dev.brushcast.egress.audio.AudioTrack;
import dev.brushcast.egress.segment.Segment;
import dev.brushcast.egress.segment.SegmentAssembler;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.TimelineEvent;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.ffmpeg.output.FragmentedMp4Muxer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One epoch of one rendition: pictures and audio are cut into segments, muxed and handed over. Confined to one thread. */
final class RenditionEpoch implements AutoCloseable {

    private final EpochInfo epoch;
    private final EpochPictures pictures;
    private final boolean withAudio;
    private final SegmentSink sink;
    private final PacketSink packets;
    private final FrameObserver observer;
    private final SegmentAssembler segments = new SegmentAssembler();
    private final AudioTrack audio = new AudioTrack(AudioPath.HLS_CODECS);
    private @Nullable FragmentedMp4Muxer muxer;

    RenditionEpoch(
            EpochInfo epoch,
            EpochPictures pictures,
            boolean withAudio,
            SegmentSink sink,
            PacketSink packets,
            FrameObserver observer) {
        this.epoch = epoch;
        this.pictures = pictures;
        this.withAudio = withAudio;
        this.sink = sink;
        this.packets = packets;
        this.observer = observer;
        if (!withAudio) {
            segments.audioEnded();
        }
        packets.begin(epoch, pictures.format());
    }

    /** The number of the epoch. */
    long number() {
        return epoch.epoch();
    }

    /** Where the pictures are; null before the first. */
    Rendition.@Nullable Position position() {
        return pictures.begun() ? new Rendition.Position(epoch.epoch(), pictures.lastPtsUs()) : null;
    }

    void show(TimelineEvent.Show frame) {
        take(pictures.show(frame));
    }

    void audio(AudioPackets chunk) {
        packets.audio(chunk);
        List<MediaPacket> ready = audio.accept(chunk);
        AudioFormat format = audio.format().orElse(null);
        if (format != null) {
            segments.audioTimeBase(format.timeBase().value() * Ticks.PER_SECOND);
        }
        for (MediaPacket packet : ready) {
            mux(segments.audio(packet));
        }
        if (audio.ended()) {
            mux(segments.audioEnded());
        }
    }

    /** True when no audio follows. */
    boolean audioOver() {
        return !withAudio || audio.ended();
    }

    /** True while pictures wait for audio. */
    boolean waitsForAudio() {
        return segments.waitsForAudio();
    }

    void publishWithoutWaiting() {
        mux(segments.withoutWaiting());
    }

    /** How far the audio that has come reaches beyond the pictures, in seconds; 0 if it does not. */
    double audioAheadSeconds() {
        return segments.audioEnd() == Long.MIN_VALUE
                ? 0
                : Math.max(0, segments.audioEnd() - pictures.lastPts()) / (double) Ticks.PER_SECOND;
    }

    /** The epoch is over. */
    void end() {
        if (pictures.begun()) {
            take(pictures.end(segments.audioEnd()));
            mux(segments.end(pictures.lastDuration()));
        }
        packets.epochEnded();
        sink.epochEnded();
    }

    private void take(List<EpochPictures.Encoded> encoded) {
        for (EpochPictures.Encoded picture : encoded) {
            packets.picture(picture.packet());
            mux(segments.picture(picture.packet(), picture.cut()));
        }
    }

    private void mux(List<Segment> whole) {
        for (Segment segment : whole) {
            FragmentedMp4Muxer to = muxer;
            if (to == null) {
                to = new FragmentedMp4Muxer(
                        pictures.format(),
                        segment.pictures().getFirst(),
                        audio.format().orElse(null),
                        audio.first().orElse(null));
                muxer = to;
                sink.begin(new Initialisation(epoch, to.init(), to.codecs()));
            }
            byte[] bytes = to.fragment(segment.pictures(), segment.audio());
            sink.segment(new MuxedSegment(
                    segment.index(),
                    bytes,
                    Ticks.toUs(segment.start()),
                    Ticks.toUs(segment.end()) - Ticks.toUs(segment.start()),
                    segment.pictures().size()));
            observer.published(Ticks.toUs(segment.end()));
        }
    }

    @Override
    public void close() {
        try (pictures;
                audio) {
            muxer = null;
        }
    }
}
