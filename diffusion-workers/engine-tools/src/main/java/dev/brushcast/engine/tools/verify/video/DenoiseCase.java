package dev.brushcast.engine.tools.verify.video;

import dev.brushcast.engine.tools.verify.CaseReport;
import dev.brushcast.engine.video.denoise.VideoDenoiser;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import java.util.ArrayList;
import java.util.List;

/** A stream of latents through the transformer in one mode: every pass, its slots, and the windows at the end. */
final class DenoiseCase {

    private final VideoCase recorded;
    private final VideoGraphs graphs;
    private final double tolerance;
    private final CaseReport report = new CaseReport();

    DenoiseCase(VideoCase recorded, VideoGraphs graphs, double tolerance) {
        this.recorded = recorded;
        this.graphs = graphs;
        this.tolerance = tolerance;
    }

    CaseReport run() {
        Mode mode = mode(recorded);
        RecordedStream stream = new RecordedStream(recorded, graphs, mode, true);
        RecordedStream.Run start = stream.start();
        CallLog prepare = start.log();
        report.compare("prep_x_t", prepare.noisy, want("prep_x_t", 1), tolerance);
        report.compare("prep_flow", prepare.flow, want("prep_flow", 1), tolerance);
        report.compare("prep_x0", prepare.clean, want("prep_x0", 1), tolerance);
        recorded.array("prep_new_k").ifPresent(_ -> keys("prep_new_k", "prep_new_v", prepare));
        trace("prepare_trace", start);
        RecordedStream.Run run = stream.all();
        CallLog log = run.log();
        report.compare("x_t", log.noisy, want("x_t", 2), tolerance);
        report.compare("flow", log.flow, want("flow", 2), tolerance);
        report.compare("x0", log.clean, want("x0", 2), tolerance);
        recorded.array("new_k").ifPresent(_ -> {
            report.compare("new_k", log.keysByLayer, want("new_k", 3), tolerance);
            report.compare("new_v", log.valuesByLayer, want("new_v", 3), tolerance);
        });
        exact("t", log.times.stream().map(Float::doubleValue).toList());
        exact("pos", log.positions.stream().map(Long::doubleValue).toList());
        trace("trace", run);
        windows(stream.denoiser());
        if (bothAgree(mode)) {
            asMeant(mode);
        }
        return report;
    }

    static Mode mode(VideoCase recorded) {
        return recorded.json().path("mode").asText().equals("nobatch") ? Mode.STEP_BY_STEP : Mode.STREAM_BATCH;
    }

    /** Where none of the reference's defects acts, windows as they are meant give the same. */
    private boolean bothAgree(Mode mode) {
        return (mode == Mode.STREAM_BATCH || recorded.times().count() == 1)
                && recorded.number("K") == 6
                && recorded.number("sinks") == 3
                && recorded.json().path("thr").asDouble() <= -1
                && recorded.number("f") == 1
                && !recorded.json().has("initial_queue");
    }

    private void asMeant(Mode mode) {
        report.section("as meant");
        RecordedStream stream = new RecordedStream(recorded, graphs, mode, false);
        stream.start();
        List<float[]> got = stream.all().results();
        int steps = recorded.times().count();
        List<float[]> all = want("x0", 2);
        List<float[]> wanted = new ArrayList<>();
        int delay = mode == Mode.STREAM_BATCH ? steps - 1 : 0;
        for (int call = delay; call < recorded.required("z_in").shape()[0]; call++) {
            wanted.add(all.get(call * steps + steps - 1));
        }
        report.compare("x0", got, wanted, tolerance);
        windows(stream.denoiser());
    }

    private void windows(VideoDenoiser denoiser) {
        List<float[]> keys = new ArrayList<>();
        List<float[]> values = new ArrayList<>();
        for (int layer = 0; layer < recorded.number("layers"); layer++) {
            for (var window : denoiser.windows()) {
                keys.add(window.keys(layer));
                values.add(window.values(layer));
            }
        }
        report.compare("final_k", keys, want("final_k", 2), tolerance);
        report.compare("final_v", values, want("final_v", 2), tolerance);
    }

    private void keys(String ofKeys, String ofValues, CallLog log) {
        report.compare(ofKeys, log.keysByLayer, want(ofKeys, 2), tolerance);
        report.compare(ofValues, log.valuesByLayer, want(ofValues, 2), tolerance);
    }

    private List<float[]> want(String name, int leading) {
        return VideoCase.rows(recorded.required(name), leading);
    }

    private void exact(String name, List<Double> got) {
        List<Double> want = new ArrayList<>();
        for (float value : recorded.required(name).values()) {
            want.add((double) value);
        }
        report.exact(name, got.equals(want), got + ", not " + want);
    }

    private void trace(String name, RecordedStream.Run run) {
        List<String> differences = run.trace().differences();
        report.exact(name, differences.isEmpty(), String.join("; ", differences));
    }
}
