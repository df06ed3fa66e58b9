package dev.brushcast.media.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVSubtitle;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Reads closed captions out of a file as a player would: out of its decoded pictures, and as text. */
public final class CaptionReadBack {

    private static final int MILLISECONDS = 1000;

    private CaptionReadBack() {}

    /** The triplets that come with each picture, in the order of presentation; empty for a picture without. */
    public static List<byte[]> triplets(String file) {
        AVFormatContext input = new AVFormatContext(null);
        check(avformat.avformat_open_input(input, file, (AVInputFormat) null, (AVDictionary) null), "open");
        check(avformat.avformat_find_stream_info(input, (AVDictionary) null), "tracks");
        int video = avformat.av_find_best_stream(input, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        AVCodec codec =
                avcodec.avcodec_find_decoder(input.streams(video).codecpar().codec_id());
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        check(
                avcodec.avcodec_parameters_to_context(
                        decoder, input.streams(video).codecpar()),
                "parameters");
        check(avcodec.avcodec_open2(decoder, codec, (AVDictionary) null), "decoder");
        List<byte[]> found = new ArrayList<>();
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame frame = avutil.av_frame_alloc();
        while (avformat.av_read_frame(input, packet) >= 0) {
            if (packet.stream_index() == video) {
                check(avcodec.avcodec_send_packet(decoder, packet), "packet");
                receive(decoder, frame, found);
            }
            avcodec.av_packet_unref(packet);
        }
        check(avcodec.avcodec_send_packet(decoder, null), "end");
        receive(decoder, frame, found);
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(decoder);
        avformat.avformat_close_input(input);
        return found;
    }

    private static void receive(AVCodecContext decoder, AVFrame frame, List<byte[]> found) {
        while (avcodec.avcodec_receive_frame(decoder, frame) >= 0) {
            AVFrameSideData data = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_A53_CC);
            byte[] triplets = new byte[data == null ? 0 : (int) data.size()];
            if (data != null) {
                data.data().get(triplets);
            }
            found.add(triplets);
        }
    }

    /** The text that FFmpeg's decoder shows last. */
    public static String text(List<byte[]> triplets) {
        AVCodec codec = avcodec.avcodec_find_decoder(avcodec.AV_CODEC_ID_EIA_608);
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        decoder.pkt_timebase(new AVRational().num(1).den(MILLISECONDS));
        check(avutil.av_opt_set(decoder.priv_data(), "real_time", "1", 0), "as it comes");
        check(avcodec.avcodec_open2(decoder, codec, (AVDictionary) null), "captions");
        String shown = "";
        int[] got = new int[1];
        for (int i = 0; i < triplets.size() + MILLISECONDS / 10; i++) {
            byte[] data = i < triplets.size() ? triplets.get(i) : Line21.nothing();
            if (data.length == 0) {
                continue;
            }
            AVPacket packet = avcodec.av_packet_alloc();
            check(avcodec.av_new_packet(packet, data.length), "memory");
            packet.data().put(data);
            packet.pts(40L * i);
            AVSubtitle subtitle = new AVSubtitle();
            check(avcodec.avcodec_decode_subtitle2(decoder, subtitle, got, packet), "captions");
            if (got[0] != 0) {
                for (int rect = 0; rect < subtitle.num_rects(); rect++) {
                    BytePointer ass = subtitle.rects(rect).ass();
                    shown = plain(ass.getString(StandardCharsets.UTF_8));
                }
                avcodec.avsubtitle_free(subtitle);
            }
            avcodec.av_packet_free(packet);
        }
        avcodec.avcodec_free_context(decoder);
        return shown;
    }

    /** Of a line of dialogue the text, without what says how it looks. */
    private static String plain(String ass) {
        String[] fields = ass.split(",", 9);
        return fields[fields.length - 1]
                .replaceAll("\\{[^}]*\\}", "")
                .replace("\\N", " ")
                .strip();
    }

    private static void check(int code, String what) {
        if (code < 0) {
            throw new AssertionError(what + ": FFmpeg error " + code);
        }
    }
}
