package dev.brushcast.engine.tools.check;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.folder.VideoSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a video model's folder is.
 *
 * @param name of the folder
 * @param device that it was loaded on
 * @param parts each graph with its inputs and outputs
 * @param schedule how it wants to be run
 * @param sideMultiple sides of frames are multiples of this many pixels
 * @param size at which two chunks were rendered
 * @param weightBytes all weights
 * @param windowBytes keys and values of one window at that size
 * @param codecBytes what encoder and decoder keep of a stream at that size
 * @param framesPerChunk frames of a chunk
 * @param millisPerChunk the second chunk, from frames to frames
 */
public record VideoReport(
        String name,
        String device,
        List<String> parts,
        VideoSchedule schedule,
        int sideMultiple,
        PictureSize size,
        long weightBytes,
        long windowBytes,
        long codecBytes,
        int framesPerChunk,
        double millisPerChunk)
        implements CheckReport {

    private static final double MIB = 1024 * 1024;

    public VideoReport {
        parts = List.copyOf(parts);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("video model " + name + " on " + device);
        parts.forEach(part -> lines.add("  " + part));
        lines.add("  can: restyle streams in chunks of " + framesPerChunk + " frames, 1 to "
                + (schedule.stepTimes().size() - 1) + " steps, " + schedule.steps() + " unless told otherwise");
        lines.add("  looks back on: " + schedule.window() + " latent frames, " + schedule.sinks()
                + " of them the stream's first");
        lines.add("  sides: multiples of " + sideMultiple);
        lines.add(String.format(Locale.ROOT, "  weights: %.1f MiB", weightBytes / MIB));
        lines.add(String.format(
                Locale.ROOT,
                "  memory per stream at %s: %.1f MiB for a window, one where steps follow one another, in a stream batch one"
                        + " for each step; %.1f MiB for encoder and decoder",
                size,
                windowBytes / MIB,
                codecBytes / MIB));
        lines.add(String.format(
                Locale.ROOT,
                "  rendered two chunks at %s, the second in %.1f ms: %.1f frames/s",
                size,
                millisPerChunk,
                framesPerChunk * 1000 / millisPerChunk));
        return lines;
    }
}
