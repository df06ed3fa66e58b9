package dev.brushcast.engine.tools.bench.video;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model's pictures are like at the end of a long run beside its beginning, where the source showed the same frames.
 *
 * @param model name of its folder
 * @param clip its file, over and over
 * @param size of the pictures
 * @param prompt of the run
 * @param frames that were rendered, all of them
 * @param mediaSeconds that they last
 * @param seconds that it took
 * @param framesPerSecond rendered
 * @param windowSeconds of the beginning and of the end that are compared: whole rounds of the clip, up to a minute
 * @param openingSeconds of the first round of the clip, which is compared as well: what is lost within seconds, a first minute
 *     has lost already
 * @param opening its means
 * @param begin means of the beginning
 * @param end means of the end
 * @param changes of each measure
 * @param largestChange of any measure from the beginning to the end, as a share
 * @param largestSinceOpening of any measure from the first round to the end, as a share
 */
public record DriftReport(
        String model,
        String clip,
        String size,
        String prompt,
        long frames,
        double mediaSeconds,
        double seconds,
        double framesPerSecond,
        double windowSeconds,
        double openingSeconds,
        Look opening,
        Look begin,
        Look end,
        List<Change> changes,
        double largestChange,
        double largestSinceOpening) {

    public DriftReport {
        changes = List.copyOf(changes);
    }

    /**
     * Means over a window's frames.
     *
     * @param mean of red, green and blue, levels of 255
     * @param spread standard deviation within a picture of red, green and blue, levels of 255
     * @param sharpness mean squared gradient of brightness, squared levels of 255 a pixel
     * @param similarity to the source's frame, SSIM
     * @param clipped share of values that are 0 or 255
     */
    public record Look(List<Double> mean, List<Double> spread, double sharpness, double similarity, double clipped) {

        public Look {
            mean = List.copyOf(mean);
            spread = List.copyOf(spread);
        }
    }

    /**
     * A measure from beginning to end.
     *
     * @param measure its name
     * @param opening its value in the first round of the clip
     * @param begin its value in the beginning
     * @param end its value at the end
     * @param change from beginning to end as a share of the beginning; null: there was nothing
     * @param sinceOpening from the first round to the end as a share of the first round; null: there was nothing
     */
    public record Change(
            String measure,
            double opening,
            double begin,
            double end,
            @Nullable Double change,
            @Nullable Double sinceOpening) {}
}
