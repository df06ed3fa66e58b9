package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.Rational;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/** Reads off an opened container what it says about its tracks. */
final class SourceInspection {

    private static final Set<String> FETCHED_IN_PIECES = Set.of("hls", "dash");

    private SourceInspection() {}

    static SourceInfo inspect(MediaSource source, Demuxer demuxer) {
        AVStream video = demuxer.video();
        AVCodecParameters picture = video.codecpar();
        double pixelAspect = ratioOr(demuxer.pixelAspect(null), 1.0);
        int wide = (int) Math.max(1, Math.round(picture.width() * pixelAspect));
        boolean turned = orientation(picture).transposed();
        Duration duration = duration(demuxer);
        AVStream audio = demuxer.audio();
        boolean live = source instanceof MediaSource.NetworkUrl url && (url.alwaysLive() || duration == null);
        String container = demuxer.context().iformat().name().getString();
        return new SourceInfo(
                container,
                avcodec.avcodec_get_name(picture.codec_id()).getString(),
                picture.width(),
                picture.height(),
                turned ? picture.height() : wide,
                turned ? wide : picture.height(),
                rational(avformat.av_guess_frame_rate(demuxer.context(), video, null)),
                duration,
                picture.field_order() > avcodec.AV_FIELD_PROGRESSIVE,
                audio == null ? null : audioFormat(audio),
                live,
                !live || FETCHED_IN_PIECES.contains(container));
    }

    private static @Nullable Duration duration(Demuxer demuxer) {
        long us = demuxer.context().duration();
        return us <= 0 ? null : Duration.of(us, ChronoUnit.MICROS);
    }

    private static Orientation orientation(AVCodecParameters picture) {
        AVPacketSideData matrix = avcodec.av_packet_side_data_get(
                picture.coded_side_data(), picture.nb_coded_side_data(), avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        return matrix == null ? Orientation.UPRIGHT : orientation(matrix.data());
    }

    static Orientation orientation(BytePointer displayMatrix) {
        int[] matrix = new int[9];
        new IntPointer(displayMatrix).get(matrix);
        return Orientation.ofDisplayMatrix(matrix);
    }

    private static AudioFormat audioFormat(AVStream stream) {
        AVCodecParameters audio = stream.codecpar();
        byte[] config = new byte[audio.extradata_size()];
        if (config.length > 0) {
            audio.extradata().get(config);
        }
        return new AudioFormat(
                avcodec.avcodec_get_name(audio.codec_id()).getString(),
                config,
                audio.sample_rate(),
                audio.ch_layout().nb_channels(),
                layoutName(audio),
                audio.profile(),
                audio.frame_size(),
                audio.initial_padding(),
                rational(stream.time_base()));
    }

    private static String layoutName(AVCodecParameters audio) {
        byte[] text = new byte[128];
        int length = avutil.av_channel_layout_describe(audio.ch_layout(), text, text.length);
        return new String(text, 0, Math.max(0, Math.min(length, text.length) - 1), StandardCharsets.UTF_8);
    }

    /** FFmpeg says "not known" by a 0 in either place. */
    static double ratioOr(AVRational ratio, double unknown) {
        return ratio.num() > 0 && ratio.den() > 0 ? (double) ratio.num() / ratio.den() : unknown;
    }

    private static Rational rational(AVRational ratio) {
        return ratio.num() > 0 && ratio.den() > 0 ? new Rational(ratio.num(), ratio.den()) : new Rational(0, 1);
    }
}
