package dev.brushcast.compose;

import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.testing.FrameBarcode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Decodes a film's pictures with their times. */
final class Film {

    /**
     * A frame as a player shows it.
     *
     * @param number read off the picture
     * @param seconds presentation time
     */
    record Shown(int number, double seconds) {}

    private Film() {}

    /** All frames in the order of presentation, none doubled or dropped to fit a rate. */
    static List<Shown> frames(String media, int width, int height) throws Exception {
        byte[] pixels = Tool.ffmpeg(
                "-i",
                media,
                "-map",
                "0:v",
                "-fps_mode",
                "passthrough",
                "-pix_fmt",
                "rgb24",
                "-s",
                width + "x" + height,
                "-f",
                "rawvideo",
                "-");
        List<Double> times = times(media);
        int size = 3 * width * height;
        if (pixels.length != times.size() * size) {
            throw new AssertionError(pixels.length + " bytes of pictures, but " + times.size() + " times");
        }
        List<Shown> frames = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            byte[] rgb = java.util.Arrays.copyOfRange(pixels, i * size, (i + 1) * size);
            int number = FrameBarcode.read(new RgbPicture(width, height, rgb)).orElse(-1);
            frames.add(new Shown(number, times.get(i)));
        }
        return frames;
    }

    private static List<Double> times(String media) throws Exception {
        String lines = new String(
                Tool.ffmpeg(
                        "-i",
                        media,
                        "-map",
                        "0:v",
                        "-fps_mode",
                        "passthrough",
                        "-enc_time_base",
                        "1:1000000",
                        "-f",
                        "framecrc",
                        "-"),
                StandardCharsets.US_ASCII);
        List<Double> times = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            if (!line.startsWith("#")) {
                times.add(Long.parseLong(line.split(",", -1)[2].strip()) / 1e6);
            }
        }
        return times;
    }
}
