package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.control.style.StyleChange;
import dev.brushcast.contract.avro.SimilaritySettings;
import dev.brushcast.contract.avro.SkipRule;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a style shows the picture before again; what is not given stays as it was before. */
public final class SimilarityOptions {

    private static final String OFF = "off";
    private static final SimilaritySettings AT_FIRST =
            SimilaritySettings.newBuilder().build();

    @Option(
            names = "--similarity",
            paramLabel = "THRESHOLD",
            description = "Show the picture before again when a frame is at least this similar (cosine, such as 0.98);"
                    + " off: never. At first: off.")
    @Nullable
    String threshold;

    @Option(
            names = "--max-skip",
            paramLabel = "FRAMES",
            description = "With --similarity: how many frames may be skipped before one is rendered. At first: 10.")
    @Nullable
    Integer maxSkip;

    @Option(
            names = "--skip-rule",
            paramLabel = "HOW",
            description = "With --similarity: whether they are counted in a row (PLAIN), or in all as StreamDiffusion"
                    + " does (REFERENCE). At first: PLAIN.")
    @Nullable
    SkipRule rule;

    /** How the filter counts is said of one that may be on. */
    void suit(StyleUpdate.Builder before) {
        before.setSimilarity(AT_FIRST);
    }

    /** @throws UserError if it cannot be said of the style before */
    StyleChange.Similarity change(StyleUpdate before) {
        boolean off = OFF.equalsIgnoreCase(threshold);
        boolean counted = maxSkip != null || rule != null;
        if (before.getSimilarity() == null && threshold == null && counted) {
            throw new UserError("--max-skip and --skip-rule act with the similarity filter, which is off:"
                    + " give --similarity as well, such as 0.98");
        }
        return new StyleChange.Similarity(off, threshold == null || off ? null : cosine(threshold), maxSkip, rule);
    }

    private static double cosine(String text) {
        double threshold;
        try {
            threshold = Double.parseDouble(text);
        } catch (NumberFormatException _) {
            threshold = Double.NaN;
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new UserError(
                    "--similarity " + text + " is not a cosine: give a number from 0 to 1, such as 0.98, or off");
        }
        return threshold;
    }
}
