package dev.brushcast.media.ffmpeg.output;

import java.util.List;
import java.util.Map;

/**
 * An H.264 encoder that FFmpeg may have here, with the options under which all of them do the same thing: constant quality, no
 * B-frames, no look-ahead, parameter sets that never change.
 *
 * @param ffmpegName FFmpeg's name of the encoder
 * @param options the encoder's own options
 * @param fixedQuantiser quantiser for every picture (0 to 51, smaller is finer) where the options cannot say it; -1: they do
 */
record H264Codec(String ffmpegName, Map<String, String> options, int fixedQuantiser) {

    static final List<H264Codec> BEST_FIRST = List.of(
            new H264Codec(
                    "h264_nvenc",
                    Map.of(
                            "preset", "p5",
                            "tune", "hq",
                            "rc", "constqp",
                            "qp", "18",
                            "forced-idr", "1",
                            "rc-lookahead", "0",
                            "delay", "0",
                            "zerolatency", "1"),
                    -1),
            new H264Codec(
                    "libx264",
                    Map.of(
                            "preset", "veryfast",
                            "tune", "zerolatency",
                            "crf", "18",
                            "forced-idr", "1",
                            "x264-params", "scenecut=0:open-gop=0"),
                    -1),
            new H264Codec(
                    "libopenh264", Map.of("rc_mode", "quality", "allow_skip_frames", "0", "profile", "high"), 18));
}
