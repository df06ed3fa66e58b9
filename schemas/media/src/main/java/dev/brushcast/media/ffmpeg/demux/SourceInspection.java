package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.Ratios;
import dev.brushcast.media.ffmpeg.fit.Orientation;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PublishSource;
import dev.brushcast.media.source.SourceInfo;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.jspecify.annotations.Nullable;

/** Reads off an opened container what it says about its tracks. */
public final class SourceInspection {

    private static final Set<String> FETCHED_IN_PIECES = Set.of("hls", "dash");

    /** Hertz; that of what browsers record, without a rate. Other clocks are faster. */
    private static final double CLOCK_OF_MATROSKA = 1_000;

    private static final Rational UNKNOWN_RATE = new Rational(0, 1);

    private SourceInspection() {}

    /** What an opened container says; of the picture its first frame says more ({@link SourceInfo#withPicture}). */
    public static SourceInfo inspect(MediaSource source, Demuxer demuxer) {
        AVStream video = demuxer.video();
        AVCodecParameters picture = video.codecpar();
        double pixelAspect = Ratios.valueOr(demuxer.pixelAspect(null), 1.0);
        int wide = (int) Math.max(1, Math.round(picture.width() * pixelAspect));
        boolean turned = orientation(picture).transposed();
        Duration duration = duration(demuxer);
        AudioWatch audio = demuxer.audioWatch();
        boolean live = source instanceof PublishSource
                || (source instanceof MediaSource.NetworkUrl url && (url.alwaysLive() || duration == null));
        String container = demuxer.context().iformat().name().getString();
        return new SourceInfo(
                container,
                avcodec.avcodec_get_name(picture.codec_id()).getString(),
                picture.width(),
                picture.height(),
                turned ? picture.height() : wide,
                turned ? wide : picture.height(),
                live && demuxer.givesNoTimes()
                        ? UNKNOWN_RATE
                        : plausible(Ratios.of(avformat.av_guess_frame_rate(demuxer.context(), video, null))),
                duration,
                picture.field_order() > avcodec.AV_FIELD_PROGRESSIVE,
                audio == null ? null : audio.format(),
                live,
                !live || FETCHED_IN_PIECES.contains(container));
    }

    /** A rate that a picture can have; where FFmpeg finds none it may take the container's clock for one. */
    public static Rational plausible(Rational rate) {
        return rate.value() >= CLOCK_OF_MATROSKA ? UNKNOWN_RATE : rate;
    }

    private static @Nullable Duration duration(Demuxer demuxer) {
        long us = demuxer.context().duration();
        return us <= 0 ? null : Duration.of(us, ChronoUnit.MICROS);
    }

    private static Orientation orientation(AVCodecParameters picture) {
        AVPacketSideData matrix = avcodec.av_packet_side_data_get(
                picture.coded_side_data(), picture.nb_coded_side_data(), avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        return matrix == null ? Orientation.UPRIGHT : Orientation.of(matrix.data());
    }
}
