package dev.brushcast.engine.similarity;

import dev.brushcast.engine.Style.Similarity;

/**
 * Decides whether a frame is rendered or the one before is shown again.
 *
 * <p>The probability to reuse grows from 0 at the threshold to 1 at an equal picture (StreamDiffusion's stochastic
 * similarity filter); the draw is handed in. Stateless: the counter goes in and comes out.
 */
public final class SimilarityFilter {

    private SimilarityFilter() {}

    /**
     * One decision.
     *
     * @param reuse whether the last rendered picture is shown again; else this frame is rendered and becomes the one to
     *     compare with
     * @param probability with which it would be reused
     * @param skipped the counter after this frame
     */
    public record Decision(boolean reuse, double probability, int skipped) {}

    /**
     * Decides on a frame.
     *
     * @param cosine similarity to the frame rendered last
     * @param skipped the counter before this frame
     * @param draw uniform from 0 to 1
     */
    public static Decision decide(Similarity similarity, double cosine, int skipped, double draw) {
        double probability = probability(similarity.threshold(), cosine);
        boolean alike = probability >= draw && probability > 0;
        return switch (similarity.rule()) {
            case PLAIN ->
                alike && skipped < similarity.maxSkip()
                        ? new Decision(true, probability, skipped + 1)
                        : new Decision(false, probability, 0);
            case REFERENCE -> {
                if (!alike) {
                    yield new Decision(false, probability, skipped);
                }
                yield skipped > similarity.maxSkip()
                        ? new Decision(false, probability, 0)
                        : new Decision(true, probability, skipped + 1);
            }
        };
    }

    private static double probability(double threshold, double cosine) {
        return threshold >= 1 ? 0 : Math.max(0, 1 - (1 - cosine) / (1 - threshold));
    }
}
