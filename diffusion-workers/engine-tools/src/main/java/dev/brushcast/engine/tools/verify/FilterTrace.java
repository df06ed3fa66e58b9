package dev.brushcast.engine.tools.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.Style.Similarity;
import dev.brushcast.engine.Style.SkipRule;
import dev.brushcast.engine.similarity.Cosine;
import dev.brushcast.engine.similarity.SimilarityFilter;
import dev.brushcast.engine.similarity.SimilarityFilter.Decision;
import java.util.ArrayList;
import java.util.List;

/** Runs the similarity filter along a recorded trace, with its draws. */
final class FilterTrace {

    private static final double TOLERANCE = 1e-5;
    private static final double THRESHOLD_TOLERANCE = 1e-3;

    private final List<Boolean> passed = new ArrayList<>();
    private double cosineError;
    private double probabilityError;
    private String difference = "";

    private FilterTrace() {}

    static FilterTrace run(JsonNode filter, List<float[]> frames) {
        FilterTrace run = new FilterTrace();
        Similarity similarity = new Similarity(
                filter.path("threshold").asDouble(),
                filter.path("max_skip_frame").asInt(),
                SkipRule.REFERENCE);
        float[] reference = null;
        int skipped = 0;
        for (JsonNode step : filter.path("trace")) {
            float[] frame = frames.get(step.path("frame").asInt());
            boolean reuse = false;
            if (reference != null) {
                double cosine = Cosine.of(reference, frame);
                Decision decision = SimilarityFilter.decide(
                        similarity, cosine, skipped, step.path("draw").asDouble());
                reuse = decision.reuse();
                skipped = decision.skipped();
                run.note(step, cosine, decision);
            }
            run.note(step, reuse, skipped);
            run.passed.add(!reuse);
            reference = reuse ? reference : frame;
        }
        return run;
    }

    /** For each frame, whether it is rendered. */
    List<Boolean> passed() {
        return passed;
    }

    void report(CaseReport report) {
        report.number("cosine", cosineError, TOLERANCE);
        // The probability magnifies the reference's rounding of the cosine by 1 / (1 - threshold).
        report.number("skip_probability", probabilityError, THRESHOLD_TOLERANCE);
        report.exact("decisions", difference.isEmpty(), difference);
    }

    private void note(JsonNode step, double cosine, Decision decision) {
        cosineError =
                Math.max(cosineError, Math.abs(cosine - step.path("cosine").asDouble()));
        probabilityError = Math.max(
                probabilityError,
                Math.abs(decision.probability() - step.path("skip_probability").asDouble()));
    }

    private void note(JsonNode step, boolean reuse, int skipped) {
        boolean same = reuse == step.path("decision").asText().equals("skip")
                && skipped == step.path("skip_count").asInt();
        if (!same && difference.isEmpty()) {
            difference = "frame " + step.path("frame") + " is " + (reuse ? "skip" : "pass") + " with count " + skipped
                    + ", recorded " + step.path("decision").asText() + " with " + step.path("skip_count");
        }
    }
}
