package dev.brushcast.egress.rendition;

import dev.brushcast.egress.segment.Segment;
import dev.brushcast.egress.segment.SegmentAssembler;
import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.output.FragmentedMp4Muxer;
import dev.brushcast.media.ffmpeg.output.H264Encoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One epoch of one rendition: encodes pictures, cuts segments, muxes them with the sound. Confined to one thread. */
final class EpochOutput implements AutoCloseable {

    private final EpochInfo epoch;
    private final H264Encoder encoder;
    private final SegmentGrid grid;
    private final SegmentAssembler segments = new SegmentAssembler();
    private final Deque<Boolean> cuts = new ArrayDeque<>();
    private final SegmentSink sink;
    private final PacketSink packets;
    private @Nullable AudioFormat audioFormat;
    private @Nullable MediaPacket firstAudio;
    private @Nullable FragmentedMp4Muxer muxer;
    private @Nullable RgbPicture shown;
    private long publishedUntil = Long.MIN_VALUE;

    EpochOutput(EpochInfo epoch, SegmentGrid grid, boolean withAudio, SegmentSink sink, PacketSink packets) {
        this.epoch = epoch;
        this.grid = grid;
        this.sink = sink;
        this.packets = packets;
        this.encoder = H264Encoder.open(epoch.width(), epoch.height(), epoch.frameRate());
        if (!withAudio) {
            segments.audioEnded();
        }
        packets.begin(epoch, encoder.format());
    }

    EpochInfo epoch() {
        return epoch;
    }

    /** True once a picture was shown. */
    boolean hasPicture() {
        return shown != null;
    }

    /**
     * Shows a picture, or the one before again, from a time on.
     *
     * @param picture null: the one before
     * @return how many times the picture before had to be repeated first, to keep segments short enough
     */
    int show(@Nullable RgbPicture picture, long pts) {
        SegmentGrid.Step step = grid.frame(pts);
        fill(step.fills());
        shown = picture == null ? previous() : picture;
        encode(pts, step.cut());
        return step.fills().size();
    }

    /** Sound that is ready; {@code format} is what it was from the first packet on. */
    void audio(AudioFormat format, List<MediaPacket> audio) {
        if (audioFormat == null && !audio.isEmpty()) {
            audioFormat = format;
            firstAudio = audio.getFirst();
            segments.audioTimeBase(format.timeBase().value() * Ticks.PER_SECOND);
        }
        for (MediaPacket packet : audio) {
            mux(segments.audio(packet));
        }
    }

    void audioEnded() {
        mux(segments.audioEnded());
    }

    boolean waitsForAudio() {
        return segments.waitsForAudio();
    }

    void publishWithoutWaiting() {
        mux(segments.withoutWaiting());
    }

    /** How far the sound that has come reaches beyond a time, in seconds; 0 if it does not. */
    double audioAheadSeconds(long pts) {
        return segments.audioEnd() == Long.MIN_VALUE
                ? 0
                : Math.max(0, segments.audioEnd() - pts) / (double) Ticks.PER_SECOND;
    }

    /** Presentation time until which segments were handed over; the smallest value before the first. */
    long publishedUntil() {
        return publishedUntil;
    }

    /**
     * The epoch is over.
     *
     * @param lastPts of the last frame
     * @param lastDuration of the last frame
     * @return as {@link #show}
     */
    int end(long lastPts, long lastDuration) {
        int fills = 0;
        if (hasPicture()) {
            long end = Math.max(lastPts + lastDuration, segments.audioEnd());
            List<Long> times = grid.end(end);
            fill(times);
            fills = times.size();
            collect(encoder.flush());
            mux(segments.end(fills == 0 ? lastDuration : end - times.getLast()));
        }
        packets.epochEnded();
        sink.epochEnded();
        return fills;
    }

    private RgbPicture previous() {
        if (shown == null) {
            throw new IllegalStateException("no picture to show again");
        }
        return shown;
    }

    private void fill(List<Long> times) {
        for (long time : times) {
            encode(time, true);
        }
    }

    private void encode(long pts, boolean cut) {
        cuts.add(cut);
        collect(encoder.encode(previous(), pts, cut));
    }

    private void collect(List<MediaPacket> encoded) {
        for (MediaPacket packet : encoded) {
            packets.picture(packet);
            mux(segments.picture(packet, cuts.remove()));
        }
    }

    private void mux(List<Segment> whole) {
        for (Segment segment : whole) {
            FragmentedMp4Muxer to = muxer;
            if (to == null) {
                to = new FragmentedMp4Muxer(encoder.format(), segment.pictures().getFirst(), audioFormat, firstAudio);
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
            publishedUntil = segment.end();
        }
    }

    @Override
    public void close() {
        encoder.close();
    }
}
