package dev.brushcast.engine.tools.bench.video;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much models flicker on a clip.
 *
 * @param clip its file
 * @param size of the pictures
 * @param frames how many
 * @param pairs of frames that were compared
 * @param cuts pairs between which the source's motion is not known, as between two scenes: they count for nothing
 * @param trustedShare of the other pairs' pixels whose motion is known, mean, 0 to 1: only those have a warp error
 * @param prompt of all models
 * @param source the clip itself
 * @param models as they were asked for
 * @param besideFirst each model but the first beside it
 * @param notes what the figures by themselves would hide
 */
public record FlickerReport(
        String clip,
        String size,
        int frames,
        int pairs,
        int cuts,
        double trustedShare,
        String prompt,
        Row source,
        List<Row> models,
        List<Ratio> besideFirst,
        List<String> notes) {

    public FlickerReport {
        models = List.copyOf(models);
        besideFirst = List.copyOf(besideFirst);
        notes = List.copyOf(notes);
    }

    /**
     * One moving picture. What is a multiple of nothing is null.
     *
     * @param name of the model, or {@code source}
     * @param warpError mean difference between a frame and the one before moved as the source moved, levels of 255
     * @param warpErrorOfSource times the source's
     * @param differenceEnergy mean squared difference of successive frames, squared levels of 255
     * @param differenceEnergyOfSource times the source's
     * @param sharpness mean squared gradient of brightness, squared levels of 255 a pixel
     * @param sharpnessOfSource times the source's
     */
    public record Row(
            String name,
            double warpError,
            @Nullable Double warpErrorOfSource,
            double differenceEnergy,
            @Nullable Double differenceEnergyOfSource,
            double sharpness,
            @Nullable Double sharpnessOfSource) {}

    /**
     * A model beside another. What is a multiple of nothing is null.
     *
     * @param model the one
     * @param beside the other
     * @param warpError times the other's
     * @param differenceEnergy times the other's
     * @param sharpness times the other's: below 1 the model may be the steadier for being blurred
     */
    public record Ratio(
            String model,
            String beside,
            @Nullable Double warpError,
            @Nullable Double differenceEnergy,
            @Nullable Double sharpness) {}
}
