package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.fraction;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.present;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.AudioPacking;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.TrackFormat;
import dev.brushcast.media.VideoFormat;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Track formats in FFmpeg's terms. */
final class CodecParameters {

    private CodecParameters() {}

    /** Adds a track to a container that is about to be written. */
    static AVStream addStream(AVFormatContext container, TrackFormat format) {
        AVStream stream = present(avformat.avformat_new_stream(container, null), "memory for a track");
        fill(stream.codecpar(), format);
        stream.time_base(fraction(format.timeBase()));
        if (format instanceof VideoFormat video && video.frameRate().num() > 0) {
            stream.avg_frame_rate(fraction(video.frameRate()));
        }
        return stream;
    }

    static void fill(AVCodecParameters parameters, TrackFormat format) {
        parameters.codec_id(codecId(format.codec()));
        config(parameters, format.config());
        switch (format) {
            case VideoFormat video -> video(parameters, video);
            case AudioFormat audio -> audio(parameters, audio);
        }
    }

    /** The same, and what only a decoder must know. */
    static void fillForDecoder(AVCodecParameters parameters, AudioFormat format) {
        fill(parameters, format);
        AudioPacking packing = format.packing();
        parameters.block_align(packing.blockAlign()).bit_rate(packing.bitRate());
        parameters.bits_per_coded_sample(packing.bitsPerSample());
    }

    static int codecId(String codec) {
        AVCodecDescriptor descriptor = avcodec.avcodec_descriptor_get_by_name(codec);
        if (descriptor == null || descriptor.isNull()) {
            throw new MediaException("FFmpeg knows no codec " + codec);
        }
        return descriptor.id();
    }

    private static void video(AVCodecParameters parameters, VideoFormat video) {
        parameters.codec_type(avutil.AVMEDIA_TYPE_VIDEO).format(avutil.AV_PIX_FMT_YUV420P);
        parameters.width(video.width()).height(video.height());
        parameters.sample_aspect_ratio(avutil.av_make_q(1, 1));
        parameters.color_range(avutil.AVCOL_RANGE_MPEG).color_space(avutil.AVCOL_SPC_BT709);
        parameters.color_primaries(avutil.AVCOL_PRI_BT709).color_trc(avutil.AVCOL_TRC_BT709);
    }

    private static void audio(AVCodecParameters parameters, AudioFormat audio) {
        parameters.codec_type(avutil.AVMEDIA_TYPE_AUDIO);
        parameters.sample_rate(audio.sampleRate()).profile(audio.profile()).frame_size(audio.frameSize());
        parameters.bits_per_raw_sample(SampleBits.of(audio)); // MP4 says it twice, and browsers compare
        layout(parameters.ch_layout(), audio);
    }

    /** The layout that the format names; the usual one of as many channels where it names none. */
    static void layout(AVChannelLayout layout, AudioFormat audio) {
        if (audio.channelLayout().isEmpty()
                || avutil.av_channel_layout_from_string(layout, audio.channelLayout()) < 0
                || layout.nb_channels() != audio.channels()) {
            avutil.av_channel_layout_default(layout, audio.channels());
        }
        named(layout);
    }

    /** A layout that says how many channels there are and not which (as of PCM in Matroska and AVI) becomes the usual one. */
    static void named(AVChannelLayout layout) {
        if (layout.order() == avutil.AV_CHANNEL_ORDER_UNSPEC) {
            avutil.av_channel_layout_default(layout, layout.nb_channels());
        }
    }

    private static void config(AVCodecParameters parameters, byte[] config) {
        if (config.length == 0) {
            return;
        }
        Pointer memory = present(
                avutil.av_mallocz(config.length + avcodec.AV_INPUT_BUFFER_PADDING_SIZE),
                "memory for a codec configuration");
        BytePointer bytes = new BytePointer(memory);
        bytes.put(config);
        parameters.extradata(bytes).extradata_size(config.length);
    }
}
