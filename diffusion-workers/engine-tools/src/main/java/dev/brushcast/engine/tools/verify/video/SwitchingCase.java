package dev.brushcast.engine.tools.verify.video;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.tools.verify.CaseReport;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import java.util.ArrayList;
import java.util.List;

/** A stream that is switched from call to call by how long it has waited. */
final class SwitchingCase {

    private final VideoCase recorded;
    private final VideoGraphs graphs;
    private final double tolerance;

    SwitchingCase(VideoCase recorded, VideoGraphs graphs, double tolerance) {
        this.recorded = recorded;
        this.graphs = graphs;
        this.tolerance = tolerance;
    }

    CaseReport run() {
        CaseReport report = new CaseReport();
        RecordedStream stream = new RecordedStream(recorded, graphs, Mode.STREAM_BATCH, true);
        stream.start();
        RecordedStream.Run run = stream.begun("trace");
        double threshold = recorded.json().path("wait_threshold").asDouble();
        double[] waits = recorded.numbers("waits");
        List<Integer> outputs = new ArrayList<>();
        for (double wait : waits) {
            stream.denoiser().change(wait >= threshold ? Mode.STEP_BY_STEP : Mode.STREAM_BATCH);
            int before = run.results().size();
            stream.next(run);
            outputs.add(run.results().size() - before);
        }
        CallLog log = run.log();
        report.compare("x_t", log.noisy, VideoCase.rows(recorded.required("x_t"), 1), tolerance);
        report.compare("flow", log.flow, VideoCase.rows(recorded.required("flow"), 1), tolerance);
        report.compare("x0", log.clean, VideoCase.rows(recorded.required("x0"), 1), tolerance);
        List<Integer> want = counts(recorded.json().path("outputs"));
        report.exact("outputs", outputs.equals(want), outputs + ", not " + want);
        List<String> differences = run.trace().differences();
        report.exact("trace", differences.isEmpty(), String.join("; ", differences));
        return report;
    }

    /** How many chunks came out of each call, whether recorded as a number or as what came out. */
    private static List<Integer> counts(JsonNode outputs) {
        List<Integer> counts = new ArrayList<>();
        for (JsonNode output : outputs) {
            counts.add(
                    output.isArray()
                            ? output.size()
                            : output.isBoolean() ? (output.asBoolean() ? 1 : 0) : output.asInt());
        }
        return counts;
    }
}
