package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.demux.AudioWatch;
import dev.brushcast.media.ffmpeg.demux.Beginning;
import dev.brushcast.media.ffmpeg.demux.Demuxer;
import dev.brushcast.media.ffmpeg.demux.SourceInspection;
import dev.brushcast.media.ffmpeg.fit.DecodedFrame;
import dev.brushcast.media.ffmpeg.fit.Orientation;
import dev.brushcast.media.ffmpeg.fit.PictureShape;
import dev.brushcast.media.ffmpeg.fit.Turns;
import dev.brushcast.media.publish.PublicationPoint;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.SourceInfo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that comes in a container: demuxed and decoded. Its times follow {@link TrackTimes} where they are missing or
 * wrong. It is read up to its first frame when it is opened, which says more of the picture than the container.
 */
final class DemuxedInput implements MediaInput {

    private static final Logger LOGGER = LoggerFactory.getLogger(DemuxedInput.class);

    /** Audio that comes before the first frame and is kept until then: as much as is kept before there is a picture track. */
    private static final int MOST_AHEAD_BYTES = 64 << 20;

    private final MediaSource source;
    private final Cancellation cancellation;
    private final Demuxer demuxer;
    private final VideoDecoder decoder;
    private final TrackTimes times;
    private final SourceEnd ends;
    private final SpliceTrack splices;
    private final Turns turns = new Turns();
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame frame = avutil.av_frame_alloc();

    /** What was found and not yet asked for; at most one frame, the one that is decoded, at its end. */
    private final Deque<InputItem> ahead = new ArrayDeque<>();

    private final Unread unread = new Unread(System::nanoTime);

    private SourceInfo info;
    private boolean begun;
    private boolean headerMissed;
    private long framesRead;
    private InputItem.@Nullable End end;

    private DemuxedInput(MediaSource source, Cancellation cancellation, Demuxer demuxer) {
        this.source = source;
        this.cancellation = cancellation;
        this.demuxer = demuxer;
        this.info = SourceInspection.inspect(source, demuxer);
        this.decoder = new VideoDecoder(demuxer.video(), info.live());
        this.times = new TrackTimes(demuxer, info);
        this.ends = new SourceEnd(source, demuxer, cancellation);
        this.splices = new SpliceTrack(times);
    }

    static DemuxedInput open(
            MediaSource source, @Nullable PublicationPoint point, InputOptions options, Cancellation cancellation) {
        Demuxer demuxer = Demuxer.open(source, point, options, cancellation);
        DemuxedInput input;
        try {
            input = new DemuxedInput(source, cancellation, demuxer);
        } catch (RuntimeException e) {
            demuxer.close();
            throw e;
        }
        try {
            input.readToFirstFrame(options);
            return input;
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    /** A picture whose size the container says may be decoded later: what joins a live source waits for its key frame. */
    private void readToFirstFrame(InputOptions options) {
        Duration limit = longer(options.openTimeout(), options.pictureTimeout());
        long bytes = 0;
        InputItem item;
        do {
            item = next();
            ahead.add(item);
            bytes += item instanceof InputItem.Audio packet ? packet.data().length : 0;
            if (item instanceof InputItem.Frame(DecodedFrame first)) {
                unread.first(first.ptsUs());
            }
        } while (!(item instanceof InputItem.Frame || item instanceof InputItem.End)
                && bytes < MOST_AHEAD_BYTES
                && (source instanceof MediaSource.LocalFile
                        || demuxer.sinceConnected().compareTo(limit) < 0));
        begun = true;
        if (info.codedHeight() == 0) {
            throw demuxer.noPicture(limit);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Duration sinceConnected() {
        return times.sinceStart(demuxer.sinceConnected());
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
    public int leaveOut(Duration bearable) {
        if (!info.live() || info.patient() || unread.lasts().compareTo(bearable) <= 0) {
            return 0;
        }
        int left = 0;
        while (true) {
            switch (read()) {
                case InputItem.Frame(DecodedFrame old) when unread.has(old.ptsUs()) -> left++;
                case InputItem.Frame(DecodedFrame newest) -> {
                    ahead.addAll(splices.beginAgain(times.beginWith(newest.ptsUs())));
                    ahead.add(new InputItem.Frame(times.place(frame, newest.orientation())));
                    return left;
                }
                case InputItem.Lost(int frames) -> left += frames;
                case InputItem.Changed(long atUs, SourceInfo _) -> unread.beginAgain(atUs);
                case InputItem.End _ -> {
                    return left;
                }
                case InputItem.Audio _, InputItem.Splice _ -> {} // announcements that still hold are given again
            }
        }
    }

    @Override
    public InputItem read() {
        return ahead.isEmpty() ? next() : ahead.removeFirst();
    }

    private InputItem next() {
        while (true) {
            switch (decoder.receive(frame)) {
                case DONE -> {
                    return frameFound();
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

    private InputItem frameFound() {
        framesRead++;
        frame.sample_aspect_ratio(demuxer.pixelAspect(frame));
        Orientation turn = turns.next(frame);
        PictureShape shape = PictureShape.of(frame, turn);
        boolean changes = begun && !shape.isLike(info.displayWidth(), info.displayHeight());
        if (!begun && info.frameRate().num() == 0 && !demuxer.givesNoTimes()) {
            info = info.withFrameRate(SourceInspection.plausible(decoder.frameRate()));
            times.frameRate(info.frameRate());
        }
        if (changes || !begun) {
            info = info.withPicture(
                    shape.codedWidth(),
                    shape.codedHeight(),
                    shape.displayWidth(),
                    shape.displayHeight(),
                    info.interlaced() || shape.interlaced());
        }
        if (!changes) {
            return new InputItem.Frame(times.place(frame, turn));
        }
        long at = times.beginAgain(null);
        ahead.addAll(splices.beginAgain(at));
        ahead.add(new InputItem.Frame(times.place(frame, turn)));
        return new InputItem.Changed(at, info);
    }

    /** Reads one packet; a packet of the picture goes to the decoder, and is an item only where it is damaged. */
    private @Nullable InputItem demux() {
        int code = demuxer.read(packet);
        try {
            if (code < 0) {
                if (!ends.isPassable(code)) {
                    ahead.addAll(splices.rest());
                    end = ends.of(code, times.reachedUs(), info.isFetchedInPieces());
                    decoder.send(null);
                }
                return null;
            }
            ends.passed();
            if (demuxer.isSplices(packet.stream_index())) {
                splices.found(data(), packet.pts());
                return null;
            }
            times.shift(packet);
            AudioWatch audio = demuxer.audioWatch();
            if (audio != null && packet.stream_index() != demuxer.video().index()) {
                return audioFound(audio);
            }
            ahead.addAll(splices.placed());
            return decoder.send(packet) == VideoDecoder.Answer.DAMAGED ? new InputItem.Lost(1) : nextAhead();
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    private @Nullable InputItem nextAhead() {
        return begun ? ahead.pollFirst() : null;
    }

    private byte[] data() {
        byte[] data = new byte[packet.size()];
        if (data.length > 0) {
            packet.data().get(data);
        }
        return data;
    }

    private @Nullable InputItem audioFound(AudioWatch watch) {
        byte[] data = data();
        boolean changes = watch.changes(packet, data);
        if (watch.lacksItsHeader(data)) {
            if (!headerMissed) {
                headerMissed = true;
                LOGGER.warn("the source's AAC audio comes without its header: it is left out until one comes");
            }
            return null;
        }
        if (!changes && info.hasAudio()) {
            return times.audio(packet, data);
        }
        info = info.withAudio(watch.format());
        if (!begun) { // what came before the first frame in another format is left out
            ahead.removeIf(InputItem.Audio.class::isInstance);
            return times.audio(packet, data);
        }
        long at = times.beginAgain(packet);
        ahead.addAll(splices.beginAgain(at));
        ahead.add(times.audio(packet, data));
        return new InputItem.Changed(at, info);
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
