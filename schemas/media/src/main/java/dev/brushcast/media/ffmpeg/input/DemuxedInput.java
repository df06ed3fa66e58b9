package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.Ffmpeg;
import dev.brushcast.media.ffmpeg.demux.Beginning;
import dev.brushcast.media.ffmpeg.demux.Demuxer;
import dev.brushcast.media.ffmpeg.demux.SourceInspection;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.SourceInfo;
import dev.brushcast.media.time.RisingTimes;
import dev.brushcast.media.time.Timeline;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * A source that comes in a container: demuxed and decoded. Its times follow {@link Timeline} and {@link RisingTimes} where
 * they are missing or wrong.
 */
final class DemuxedInput implements MediaInput {

    /** A container that is damaged from here to its end: more faults in a row than that tell nothing new. */
    private static final int FAULTS_IN_A_ROW = 1_000;

    /** Declared lengths are rounded, and some reach to the end of the last frame of a slower track. */
    private static final long MISSING_US = 1_000_000;

    private final MediaSource source;
    private final Cancellation cancellation;
    private final Demuxer demuxer;
    private final VideoDecoder decoder;
    private final SourceInfo info;
    private final TrackTimes times;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame frame = avutil.av_frame_alloc();

    private int faults;
    private long framesRead;
    private InputItem.@Nullable End end;

    private DemuxedInput(MediaSource source, Cancellation cancellation, Demuxer demuxer) {
        this.source = source;
        this.cancellation = cancellation;
        this.demuxer = demuxer;
        this.info = SourceInspection.inspect(source, demuxer);
        this.decoder = new VideoDecoder(demuxer.video(), info.live());
        this.times = new TrackTimes(demuxer, info);
    }

    static DemuxedInput open(MediaSource source, InputOptions options, Cancellation cancellation) {
        Demuxer demuxer = Demuxer.open(source, options, cancellation);
        try {
            return new DemuxedInput(source, cancellation, demuxer);
        } catch (RuntimeException e) {
            demuxer.close();
            throw e;
        }
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Duration sinceConnected() {
        return demuxer.sinceConnected();
    }

    @Override
    public Beginning beginning() {
        return demuxer.beginning();
    }

    @Override
    public boolean beginsLike(Beginning other) {
        return demuxer.beginsLike(other);
    }

    @Override
    public InputItem read() {
        while (true) {
            switch (decoder.receive(frame)) {
                case DONE -> {
                    framesRead++;
                    frame.sample_aspect_ratio(demuxer.pixelAspect(frame));
                    return new InputItem.Frame(times.place(frame));
                }
                case DAMAGED -> {
                    return new InputItem.Lost(1);
                }
                case FINISHED -> {
                    return ended();
                }
                case HUNGRY -> {
                    InputItem item = demux();
                    if (item != null) {
                        return item;
                    }
                }
            }
        }
    }

    /** Reads one packet; a packet of the picture goes to the decoder, and is an item only where it is damaged. */
    private @Nullable InputItem demux() {
        int code = demuxer.read(packet);
        try {
            if (code < 0) {
                fault(code);
                return null;
            }
            faults = 0;
            if (packet.stream_index() != demuxer.video().index()) {
                return times.audio(packet);
            }
            times.shift(packet);
            return decoder.send(packet) == VideoDecoder.Answer.DAMAGED ? new InputItem.Lost(1) : null;
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    private void fault(int code) {
        if (code == avutil.AVERROR_EAGAIN()) {
            return;
        }
        if (code == avutil.AVERROR_INVALIDDATA() && ++faults < FAULTS_IN_A_ROW) {
            return;
        }
        end = new InputItem.End(kindOfEnd(code), causeOfEnd(code));
        decoder.send(null);
    }

    /**
     * A response that says how long it is, or which chunk is its last, tells that it is whole; any other connection only
     * closes. A playlist that cannot be loaded any more ends as one that says it is complete: which it was shows when it is
     * opened again.
     */
    private EndKind kindOfEnd(int code) {
        if (!(source instanceof MediaSource.NetworkUrl url) || cancellation.cancelled()) {
            return EndKind.COMPLETE;
        }
        boolean web = url.scheme().startsWith("http");
        if (code == avutil.AVERROR_EOF()) {
            return web && !info.isFetchedInPieces() ? EndKind.COMPLETE : EndKind.CLOSED;
        }
        return web && code == avutil.AVERROR_EIO() ? EndKind.CLOSED : EndKind.BROKEN;
    }

    private @Nullable String causeOfEnd(int code) {
        if (cancellation.cancelled()) {
            return "stopped";
        }
        if (demuxer.silentTooLong()) {
            return "nothing came any more";
        }
        if (code == avutil.AVERROR_EOF()) {
            return faults > 0 || isCutShort() ? "cut short: its last part is missing" : null;
        }
        boolean closed = code == avutil.AVERROR_EIO() && source instanceof MediaSource.NetworkUrl;
        return closed ? "the connection was closed" : Ffmpeg.errorText(code);
    }

    private boolean isCutShort() {
        return source instanceof MediaSource.LocalFile
                && (demuxer.endsBeforeItsIndex() || demuxer.declaredUs() - times.reachedUs() > MISSING_US);
    }

    private InputItem ended() {
        InputItem.End known = end == null ? new InputItem.End(EndKind.COMPLETE, null) : end;
        if (framesRead == 0 && !cancellation.cancelled()) {
            String cause = known.cause() == null ? "its picture track is empty or damaged" : known.cause();
            throw new MediaException(
                    "not a single frame of " + source.redacted() + " can be decoded: " + cause + "; check the source");
        }
        return known;
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        decoder.close();
        demuxer.close();
    }
}
