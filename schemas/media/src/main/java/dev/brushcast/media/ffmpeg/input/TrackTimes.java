package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.ffmpeg.demux.Demuxer;
import dev.brushcast.media.ffmpeg.fit.DecodedFrame;
import dev.brushcast.media.source.SourceInfo;
import dev.brushcast.media.time.RisingTimes;
import dev.brushcast.media.time.Timeline;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/** Puts packets and frames on the source's one timeline. */
final class TrackTimes {

    private static final AVRational MICROSECONDS = new AVRational().num(1).den(1_000_000);

    /** For a source that tells neither its frames' durations nor its rate. */
    private static final long UNKNOWN_DURATION_US = 40_000;

    private final AVStream video;
    private final long nominalUs;
    private final AVStream audio;
    private final Timeline timeline;
    private final RisingTimes frames = new RisingTimes(0, RisingTimes.FRAME_STEP_US);
    private final RisingTimes audioTimes = new RisingTimes(Long.MIN_VALUE / 2, 1);

    private long reachedUs;

    TrackTimes(Demuxer demuxer, SourceInfo info) {
        this.video = demuxer.video();
        this.audio = demuxer.audio() == null ? video : demuxer.audio();
        this.timeline = new Timeline(demuxer.startUs(), info.live() || demuxer.timesMayJump());
        this.nominalUs = info.frameRate().num() == 0
                ? UNKNOWN_DURATION_US
                : Math.max(1, Math.round(1e6 / info.frameRate().value()));
    }

    /** Where the packets so far end, in microseconds. */
    long reachedUs() {
        return reachedUs;
    }

    /** Moves a picture packet's time stamps onto the timeline; the decoder passes them on to its frames. */
    void shift(AVPacket packet) {
        shift(packet, video);
    }

    /** A decoded frame in its place. */
    DecodedFrame place(AVFrame frame) {
        AVRational unit = video.time_base();
        long declared = frame.duration() > 0 ? avutil.av_rescale_q(frame.duration(), unit, MICROSECONDS) : 0;
        long duration = declared > 0 ? declared : nominalUs;
        long stamp = frame.best_effort_timestamp();
        long time = missing(stamp) ? RisingTimes.MISSING : avutil.av_rescale_q(stamp, unit, MICROSECONDS);
        return new DecodedFrame(frame, frames.next(time, duration), duration);
    }

    /** A sound packet in its place, its bytes copied out. */
    InputItem.Audio audio(AVPacket packet) {
        shift(packet, audio);
        byte[] data = new byte[packet.size()];
        if (data.length > 0) {
            packet.data().get(data);
        }
        long duration = Math.max(0, packet.duration());
        long time = missing(packet.pts()) ? RisingTimes.MISSING : packet.pts();
        return new InputItem.Audio(audioTimes.next(time, duration), duration, data);
    }

    private void shift(AVPacket packet, AVStream stream) {
        long decodeTime = missing(packet.dts()) ? packet.pts() : packet.dts();
        if (missing(decodeTime)) {
            return;
        }
        AVRational unit = stream.time_base();
        long shiftUs = timeline.shiftUs(
                stream.index(),
                avutil.av_rescale_q(decodeTime, unit, MICROSECONDS),
                avutil.av_rescale_q(Math.max(0, packet.duration()), unit, MICROSECONDS));
        long shift = avutil.av_rescale_q(shiftUs, MICROSECONDS, unit);
        reachedUs = Math.max(
                reachedUs,
                avutil.av_rescale_q(decodeTime + shift + Math.max(0, packet.duration()), unit, MICROSECONDS));
        if (!missing(packet.dts())) {
            packet.dts(packet.dts() + shift);
        }
        if (!missing(packet.pts())) {
            packet.pts(packet.pts() + shift);
        }
    }

    private static boolean missing(long stamp) {
        return stamp == avutil.AV_NOPTS_VALUE();
    }
}
