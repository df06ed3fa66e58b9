package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.demux.Demuxer;
import dev.brushcast.media.ffmpeg.fit.DecodedFrame;
import dev.brushcast.media.ffmpeg.fit.Orientation;
import dev.brushcast.media.scte35.SpliceSection;
import dev.brushcast.media.source.SourceInfo;
import dev.brushcast.media.time.ArrivalTimes;
import dev.brushcast.media.time.RisingTimes;
import dev.brushcast.media.time.Timeline;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Puts packets and frames on the source's one timeline. Used by one thread. */
final class TrackTimes {

    private static final AVRational MICROSECONDS = new AVRational().num(1).den(1_000_000);

    private static final AVRational SPLICE_CLOCK = new AVRational().num(1).den(90_000);

    /** For a source that tells neither its frames' durations nor its rate. */
    private static final long UNKNOWN_DURATION_US = 40_000;

    /** Frames and packets that are said to last for longer say something else. */
    private static final long LONGEST_US = 3_600_000_000L;

    /** How far apart the tracks of a source come; one that is further behind has ended. */
    private static final long TRACKS_APART_US = 2_000_000;

    private final AVStream video;
    private final Demuxer demuxer;
    private final Timeline timeline;
    private final @Nullable ArrivalTimes arrivals;

    private RisingTimes frames = newFrames();
    private RisingTimes audioTimes = newAudioTimes();
    private long nominalUs;
    private long zeroUs;
    private long leftOutUs;
    private long reachedUs;
    private @Nullable Picture picture;

    TrackTimes(Demuxer demuxer, SourceInfo info) {
        this.video = demuxer.video();
        this.demuxer = demuxer;
        this.timeline = new Timeline(demuxer.startUs(), info.live() || demuxer.timesMayJump());
        this.nominalUs = periodUs(info.frameRate());
        this.arrivals = info.live() && demuxer.givesNoTimes() ? new ArrivalTimes(System::nanoTime, nominalUs) : null;
    }

    /** The audio track, which may come later than the picture. */
    private AVStream audio() {
        AVStream audio = demuxer.audio();
        return audio == null ? video : audio;
    }

    /** Says how often frames come, where that was not known at first. */
    void frameRate(Rational rate) {
        nominalUs = periodUs(rate);
    }

    private static long periodUs(Rational rate) {
        return rate.num() == 0 ? UNKNOWN_DURATION_US : Math.max(1, Math.round(1e6 / rate.value()));
    }

    private static RisingTimes newFrames() {
        return new RisingTimes(0, RisingTimes.FRAME_STEP_US);
    }

    private static RisingTimes newAudioTimes() {
        return new RisingTimes(Long.MIN_VALUE / 2, 1);
    }

    /** Where the packets so far end, in microseconds since the source's start. */
    long reachedUs() {
        return reachedUs;
    }

    /** Moves a packet's time stamps onto the timeline; the decoder passes them on to its frames. Once for each packet. */
    void shift(AVPacket packet) {
        long decodeTime = missing(packet.dts()) ? packet.pts() : packet.dts();
        if (missing(decodeTime)) {
            return;
        }
        AVStream stream = packet.stream_index() == video.index() ? video : audio();
        AVRational unit = stream.time_base();
        long duration = Math.max(0, packet.duration());
        long shiftUs = timeline.shiftUs(stream.index(), toUs(decodeTime, unit), toUs(duration, unit));
        long shift = toTicks(shiftUs, unit);
        long shown = missing(packet.pts()) ? decodeTime : Math.max(packet.pts(), decodeTime);
        reachedUs = Math.max(reachedUs, toUs(shown + shift + duration, unit));
        if (stream.index() == video.index()) {
            picture = new Picture(avutil.av_rescale_q(shown, unit, SPLICE_CLOCK), toUs(shown + shift, unit));
        }
        if (!missing(packet.dts())) {
            packet.dts(packet.dts() + shift);
        }
        if (!missing(packet.pts())) {
            packet.pts(packet.pts() + shift);
        }
    }

    /** Where the newest packet of the picture is, µs; 0 before the first. */
    long newestPictureUs() {
        return picture == null ? 0 : picture.us() - zeroUs;
    }

    /**
     * A packet of the picture.
     *
     * @param ticks its time on the source's own clock, 1/90000 s
     * @param us where it is on the timeline
     */
    record Picture(long ticks, long us) {}

    /** The newest packet of the picture; null: none has come. */
    @Nullable
    Picture newestPicture() {
        return picture;
    }

    /** Where a time of the source's own clock is, 1/90000 s of 33 bits, moved as a packet of the picture is, µs. */
    long placed(long ticks, Picture by) {
        return by.us() - zeroUs + toUs(apart(ticks, by.ticks()), SPLICE_CLOCK);
    }

    /** How far a time of 33 bits is ahead of another; negative: before it. */
    static long apart(long ticks, long other) {
        long ahead = Math.floorMod(ticks - other, SpliceSection.WRAP_TICKS);
        return ahead >= SpliceSection.WRAP_TICKS / 2 ? ahead - SpliceSection.WRAP_TICKS : ahead;
    }

    /** A decoded frame in its place. */
    DecodedFrame place(AVFrame frame, Orientation turn) {
        if (arrivals != null) {
            long time = arrivals.next() - zeroUs;
            return new DecodedFrame(frame, turn, frames.next(time, arrivals.durationUs()), arrivals.durationUs());
        }
        AVRational unit = video.time_base();
        long declared = frame.duration() > 0 ? toUs(frame.duration(), unit) : 0;
        long duration = declared > 0 && declared <= LONGEST_US ? declared : nominalUs;
        long stamp = frame.best_effort_timestamp();
        long time = missing(stamp) ? RisingTimes.MISSING : toUs(stamp, unit) - zeroUs;
        return new DecodedFrame(frame, turn, frames.next(time, duration), duration);
    }

    /** A shifted packet of audio in its place. */
    InputItem.Audio audio(AVPacket packet, byte[] data) {
        boolean plausible = packet.duration() > 0 && toUs(packet.duration(), audio().time_base()) <= LONGEST_US;
        long duration = plausible ? packet.duration() : 0;
        long time = missing(packet.pts()) ? RisingTimes.MISSING : packet.pts() - toTicks(zeroUs, audio().time_base());
        return new InputItem.Audio(audioTimes.next(time, duration), duration, data);
    }

    /**
     * Begins a new timeline, so that nothing of either track that comes from now on is before its 0.
     *
     * @param packet of audio, shifted: the first one of the new timeline; null: it begins with a frame
     * @return where it begins on the old one, µs
     */
    long beginAgain(@Nullable AVPacket packet) {
        return beginAgain(
                packet == null || missing(packet.pts())
                        ? toUs(audioTimes.end(), audio().time_base())
                        : toUs(packet.pts(), audio().time_base()) - zeroUs,
                frames.end());
    }

    /**
     * Begins a new timeline with a frame that has its place on the old one, and what was before it is left out.
     *
     * @return where it begins on the old one, µs
     */
    long beginWith(long frameUs) {
        long begin = beginAgain(toUs(audioTimes.end(), audio().time_base()), frameUs);
        leftOutUs = begin;
        return begin;
    }

    private long beginAgain(long audioUs, long videoUs) {
        long later = Math.max(audioUs, videoUs);
        long begin = LongStream.of(audioUs, videoUs)
                .filter(us -> us >= later - TRACKS_APART_US)
                .map(us -> Math.max(0, us))
                .min()
                .orElse(0);
        zeroUs += begin;
        frames = newFrames();
        audioTimes = newAudioTimes();
        return begin;
    }

    /**
     * How long ago the moment was that is 0.
     *
     * @param sinceConnected how long the source has been sending
     */
    Duration sinceStart(Duration sinceConnected) {
        Duration whole = arrivals == null ? sinceConnected : Duration.ofNanos(System.nanoTime() - arrivals.firstNs());
        return whole.minus(Duration.of(leftOutUs, ChronoUnit.MICROS));
    }

    private static long toUs(long ticks, AVRational unit) {
        return avutil.av_rescale_q(ticks, unit, MICROSECONDS);
    }

    private static long toTicks(long us, AVRational unit) {
        return avutil.av_rescale_q(us, MICROSECONDS, unit);
    }

    private static boolean missing(long stamp) {
        return stamp == avutil.AV_NOPTS_VALUE();
    }
}
