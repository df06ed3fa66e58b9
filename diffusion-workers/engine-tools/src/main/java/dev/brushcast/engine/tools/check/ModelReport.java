package dev.brushcast.engine.tools.check;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.bound.PictureBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a model folder is.
 *
 * @param name of the folder
 * @param pipeline class that it was exported from
 * @param device that it was loaded on
 * @param parts each graph with its inputs and outputs
 * @param abilities what it can do
 * @param limits what it cannot, and why
 * @param sideMultiple sides of pictures are multiples of this many pixels
 * @param size at which the frame was rendered
 * @param largest how large pictures may be on this machine, and why not larger
 * @param weightBytes all weights
 * @param residentBytes memory that loading it and rendering the frame took on this machine; -1 where it is not known
 * @param millisPerFrame one frame, from picture to picture, once warm
 */
public record ModelReport(
        String name,
        String pipeline,
        String device,
        List<String> parts,
        List<String> abilities,
        List<String> limits,
        int sideMultiple,
        PictureSize size,
        PictureBound largest,
        long weightBytes,
        long residentBytes,
        double millisPerFrame)
        implements CheckReport {

    private static final double MIB = 1024 * 1024;

    public ModelReport {
        parts = List.copyOf(parts);
        abilities = List.copyOf(abilities);
        limits = List.copyOf(limits);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("model " + name + " (" + pipeline + ") on " + device);
        parts.forEach(part -> lines.add("  " + part));
        lines.add("  can: " + String.join(", ", abilities));
        limits.forEach(limit -> lines.add("  mind: " + limit));
        lines.add("  sides: multiples of " + sideMultiple + ", made for " + size);
        lines.add("  largest picture here: " + largest);
        lines.add(String.format(Locale.ROOT, "  weights: %.1f MiB", weightBytes / MIB));
        if (residentBytes >= 0) {
            lines.add(String.format(
                    Locale.ROOT, "  memory: %.0f MiB more once loaded and rendering at %s", residentBytes / MIB, size));
        }
        lines.add(String.format(Locale.ROOT, "  rendered one frame at %s in %.1f ms", size, millisPerFrame));
        return lines;
    }
}
