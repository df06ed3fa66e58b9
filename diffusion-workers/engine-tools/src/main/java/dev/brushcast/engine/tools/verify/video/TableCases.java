package dev.brushcast.engine.tools.verify.video;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.tools.verify.CaseReport;
import dev.brushcast.engine.tools.verify.Json;
import dev.brushcast.engine.tools.verify.Npy;
import dev.brushcast.engine.video.balance.BlockBalance;
import dev.brushcast.engine.video.balance.BlockSpan;
import dev.brushcast.engine.video.cache.Positions;
import dev.brushcast.engine.video.flow.FlowSchedule;
import dev.brushcast.engine.video.flow.StepTimes;
import dev.brushcast.engine.video.motion.MotionNoise;
import dev.brushcast.engine.video.motion.NoiseLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cases without a network. */
final class TableCases {

    private static final double TOLERANCE = 1e-6;

    /** The published default. */
    private static final int WINDOW = 6;

    private TableCases() {}

    static CaseReport schedule(VideoCase recorded) {
        FlowSchedule schedule = new FlowSchedule(recorded.json().path("shift").asDouble());
        CaseReport report = new CaseReport();
        float[] sigmas = new float[schedule.length()];
        float[] times = new float[schedule.length()];
        for (int i = 0; i < sigmas.length; i++) {
            sigmas[i] = schedule.sigmaAt(i);
            times[i] = schedule.timeAt(i);
        }
        compare(report, "sigmas", sigmas, recorded);
        compare(report, "timesteps", times, recorded);
        Npy t = recorded.required("t");
        float[] nearest = new float[t.values().length];
        float[] sigma = new float[nearest.length];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = schedule.nearest(t.values()[i]);
            sigma[i] = schedule.sigma(t.values()[i]);
        }
        report.exact("index", Arrays.equals(nearest, recorded.required("index").values()), Arrays.toString(nearest));
        compare(report, "sigma", sigma, recorded);
        examples(report, schedule, recorded);
        for (JsonNode list : recorded.json().path("step_lists")) {
            StepTimes made = StepTimes.of(
                    Json.integers(list.path("base")),
                    list.path("step").asInt(),
                    list.path("warp").asBoolean(),
                    list.path("t2v").asBoolean(),
                    schedule);
            double[] want = Json.numbers(list.path("list"));
            boolean equal = made.count() == want.length;
            for (int i = 0; equal && i < want.length; i++) {
                equal = Math.abs(made.at(i) - want[i]) <= TOLERANCE * 1000;
            }
            if (!equal) {
                report.exact("step list of " + list, false, made.toString());
            }
        }
        return report;
    }

    private static void examples(CaseReport report, FlowSchedule schedule, VideoCase recorded) {
        float[] t = recorded.required("ex_t").values();
        List<float[]> clean = VideoCase.rows(recorded.required("ex_x0"), 1);
        List<float[]> noise = VideoCase.rows(recorded.required("ex_eps"), 1);
        List<float[]> noisy = VideoCase.rows(recorded.required("ex_x_t"), 1);
        List<float[]> flow = VideoCase.rows(recorded.required("ex_flow"), 1);
        List<float[]> noised = new ArrayList<>();
        List<float[]> cleaned = new ArrayList<>();
        for (int i = 0; i < t.length; i++) {
            noised.add(schedule.noised(clean.get(i), noise.get(i), t[i]));
            cleaned.add(schedule.clean(noisy.get(i), flow.get(i), t[i]));
        }
        report.compare("x_t", noised, noisy, TOLERANCE);
        report.compare("x0_from_flow", cleaned, VideoCase.rows(recorded.required("ex_x0_from_flow"), 1), TOLERANCE);
    }

    private static void compare(CaseReport report, String name, float[] got, VideoCase recorded) {
        report.compare(name, List.of(got), List.of(recorded.required(name).values()), TOLERANCE);
    }

    static CaseReport controller(VideoCase recorded) {
        CaseReport report = new CaseReport();
        List<float[]> frames = VideoCase.rows(recorded.required("frames"), 1);
        MotionNoise motion = new MotionNoise(recorded.json().path("ns_init").asDouble());
        double error = 0;
        List<String> times = new ArrayList<>();
        for (JsonNode chunk : recorded.json().path("chunks")) {
            int from = chunk.path("from").asInt();
            NoiseLevel level = motion.next(
                    frames.get(from - 1), frames.subList(from, chunk.path("to").asInt()));
            error = Math.max(error, Math.abs(level.scale() - chunk.path("ns").asDouble()));
            if (level.time() != chunk.path("t0").asInt()) {
                times.add("from frame " + from + " " + level.time() + ", not " + chunk.path("t0"));
            }
        }
        report.number("ns", error, TOLERANCE);
        report.exact("t0", times.isEmpty(), times.toString());
        return report;
    }

    static CaseReport balance(VideoCase recorded) {
        CaseReport report = new CaseReport();
        for (JsonNode one : recorded.json().path("cases")) {
            List<BlockSpan> got = BlockBalance.measured(
                    one.path("total_blocks").asInt(),
                    spans(one.path("current")),
                    Json.numbers(one.path("rank_times")),
                    Json.numbers(one.path("dit_times")));
            List<BlockSpan> want = spans(one.path("result"));
            report.exact("spans", got.equals(want), got + ", not " + want);
        }
        return report;
    }

    private static List<BlockSpan> spans(JsonNode list) {
        List<BlockSpan> spans = new ArrayList<>();
        list.forEach(span ->
                spans.add(new BlockSpan(span.path(0).asInt(), span.path(1).asInt())));
        return spans;
    }

    /** The staged interface of the reference does not go on from the position that it went back to. */
    static CaseReport positions(VideoCase recorded) {
        CaseReport report = new CaseReport();
        double[] want = recorded.numbers("pos", "positions");
        Positions positions = Positions.standing(
                recorded.json().path("t_refresh").asInt(Positions.REFRESH_AT),
                recorded.json().path("K").asInt(WINDOW));
        int frames = recorded.json().path("f").asInt(1);
        double[] got = new double[want.length];
        long first = positions.take(recorded.json().path("first_frames").asInt(frames + 1));
        // Some list the first chunk too, which is at 0.
        int from = want.length > 0 && want[0] == first ? 1 : 0;
        for (int i = from; i < got.length; i++) {
            got[i] = positions.take(frames);
        }
        report.exact("pos", want.length > from && Arrays.equals(got, want), Arrays.toString(got));
        return report;
    }
}
