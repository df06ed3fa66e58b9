package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.ffmpeg.Ratios;
import dev.brushcast.media.ffmpeg.fit.Orientation;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.SourceInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Reads off an opened container what it says about its tracks. */
public final class SourceInspection {

    private static final Set<String> FETCHED_IN_PIECES = Set.of("hls", "dash");

    private SourceInspection() {}

    /** What there is to say about an opened source. */
    public static SourceInfo inspect(MediaSource source, Demuxer demuxer) {
        AVStream video = demuxer.video();
        AVCodecParameters picture = video.codecpar();
        double pixelAspect = Ratios.valueOr(demuxer.pixelAspect(null), 1.0);
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
                Ratios.of(avformat.av_guess_frame_rate(demuxer.context(), video, null)),
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
        return matrix == null ? Orientation.UPRIGHT : Orientation.of(matrix.data());
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
                Ratios.of(stream.time_base()));
    }

    private static String layoutName(AVCodecParameters audio) {
        byte[] text = new byte[128];
        int length = avutil.av_channel_layout_describe(audio.ch_layout(), text, text.length);
        return new String(text, 0, Math.max(0, Math.min(length, text.length) - 1), StandardCharsets.UTF_8);
    }
}
