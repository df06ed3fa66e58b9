package dev.brushcast.compose;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;

/** Finds beeps. */
final class Audio {

    private static final int SAMPLE_RATE = 48_000;
    private static final int LOUD = 6_000;
    private static final double PAUSE_SECONDS = 0.3;

    private Audio() {}

    /** Presentation times in seconds at which a beep begins: loud after a pause. */
    static List<Double> beeps(String media) throws Exception {
        // Silence is filled in before the first sample, so that a sample's place is its presentation time.
        byte[] pcm = Tool.ffmpeg(
                "-i",
                media,
                "-map",
                "0:a",
                "-af",
                "aresample=async=1:first_pts=0",
                "-ac",
                "1",
                "-ar",
                Integer.toString(SAMPLE_RATE),
                "-f",
                "s16le",
                "-");
        ShortBuffer samples =
                ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        List<Double> onsets = new ArrayList<>();
        double lastLoud = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < samples.limit(); i++) {
            if (Math.abs(samples.get(i)) > LOUD) {
                double time = (double) i / SAMPLE_RATE;
                if (time - lastLoud > PAUSE_SECONDS) {
                    onsets.add(time);
                }
                lastLoud = time;
            }
        }
        return onsets;
    }
}
