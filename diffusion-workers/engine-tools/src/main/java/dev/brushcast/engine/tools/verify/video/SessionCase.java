package dev.brushcast.engine.tools.verify.video;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.tools.verify.CaseReport;
import dev.brushcast.engine.tools.verify.Json;
import dev.brushcast.engine.video.cache.Positions;
import dev.brushcast.engine.video.denoise.DenoiseRules;
import dev.brushcast.engine.video.denoise.Redraw;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.VideoNetworks;
import dev.brushcast.engine.video.motion.NoiseLevel;
import dev.brushcast.engine.video.session.SessionNoise;
import dev.brushcast.engine.video.session.SessionSettings;
import dev.brushcast.engine.video.session.SessionTap;
import dev.brushcast.engine.video.session.VideoSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A whole session: frames in, frames out, with all that is recorded on the way. */
final class SessionCase {

    private final VideoCase recorded;
    private final VideoGraphs graphs;
    private final double tolerance;
    private final CaseReport report = new CaseReport();

    SessionCase(VideoCase recorded, VideoGraphs graphs, double tolerance) {
        this.recorded = recorded;
        this.graphs = graphs;
        this.tolerance = tolerance;
    }

    CaseReport run() {
        DenoiseRules rules = recorded.rules(true);
        CausalTransformer transformer =
                graphs.transformer(recorded.models(), rules.adaptsSinks() && recorded.number("sinks") > 0);
        boolean tiny = recorded.json().path("decoder").asText().equals("taehv");
        VideoNetworks networks = new VideoNetworks(
                graphs.encoder(recorded.models()), transformer, graphs.decoder(recorded.models(), tiny));
        SessionSettings settings = new SessionSettings(
                recorded.number("height"),
                recorded.number("width"),
                recorded.latent(),
                recorded.number("f"),
                rules,
                recorded.times(),
                DenoiseCase.mode(recorded),
                recorded.json().path("noise_scale").asDouble(),
                recorded.json().path("t_refresh").asInt(Positions.REFRESH_AT));
        Seen seen = new Seen();
        try (VideoSession session = new VideoSession(
                networks,
                settings,
                transformer.crossKeys(recorded.required("prompt_embeds").values()),
                new RecordedWindows(recorded, recorded.times().count()),
                new RecordedNoise(),
                seen)) {
            run(session, settings.framesPerChunk(), seen);
        }
        return report;
    }

    private void run(VideoSession session, int chunk, Seen seen) {
        List<float[]> frames = VideoCase.rows(recorded.required("frames_in"), 1);
        List<float[]> out = new ArrayList<>(session.start(frames.subList(0, 1 + chunk)));
        List<Object> counts = new ArrayList<>(List.of(out.size()));
        int at = 1 + chunk;
        for (int chunks : integers("groups")) {
            int end = at + chunks * chunk;
            List<List<float[]>> pictures = session.next(frames.subList(at, end));
            counts.add(pictures.stream().map(List::size).toList());
            pictures.forEach(out::addAll);
            at = end;
        }
        levels(seen);
        report.compare("mu", seen.encoded, VideoCase.rows(recorded.required("mu"), 1), tolerance);
        report.compare(
                "first_result",
                seen.denoised.subList(0, 1),
                List.of(recorded.required("first_result").values()),
                tolerance);
        report.compare(
                "results",
                seen.denoised.subList(1, seen.denoised.size()),
                VideoCase.rows(recorded.required("results"), 1),
                tolerance);
        report.compare(
                "frames_out",
                out.stream().map(this::shown).toList(),
                VideoCase.rows(recorded.required("frames_out"), 1),
                tolerance);
        Object want = plain(scalar("outputs_per_group"));
        report.exact("outputs", counts.equals(want), counts + ", not " + want);
    }

    private void levels(Seen seen) {
        double error = 0;
        double[] want = Json.numbers(scalar("ns"));
        for (int i = 0; i < Math.min(want.length, seen.levels.size()); i++) {
            error = Math.max(error, Math.abs(want[i] - seen.levels.get(i).scale()));
        }
        report.number("ns", want.length == seen.levels.size() ? error : Double.POSITIVE_INFINITY, tolerance);
        // Per chunk, where a level holds for all of a group.
        List<Integer> groups = integers("groups");
        List<Integer> times = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            for (int chunk = 0; chunk < groups.get(i); chunk++) {
                times.add(seen.levels.get(i).time());
            }
        }
        List<Integer> wanted = integers("t0");
        boolean perGroup = wanted.size() != times.size();
        List<Integer> got =
                perGroup ? seen.levels.stream().map(NoiseLevel::time).toList() : times;
        report.exact("t0", got.equals(wanted), got + ", not " + wanted);
    }

    private JsonNode scalar(String name) {
        return recorded.json().path("scalars").path(name).path("values");
    }

    private List<Integer> integers(String name) {
        return Json.integers(scalar(name));
    }

    private static Object plain(JsonNode node) {
        if (!node.isArray()) {
            return node.asInt();
        }
        List<Object> list = new ArrayList<>();
        node.forEach(one -> list.add(plain(one)));
        return list;
    }

    /** As the reference hands pictures out: rows of red, green and blue from 0 to 1. */
    private float[] shown(float[] planes) {
        int plane = planes.length / 3;
        float[] shown = new float[planes.length];
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                shown[3 * pixel + channel] = Math.clamp(planes[channel * plane + pixel] * 0.5f + 0.5f, 0f, 1f);
            }
        }
        return shown;
    }

    /** What a session tells of itself. */
    private static final class Seen implements SessionTap {

        final List<float[]> encoded = new ArrayList<>();
        final List<NoiseLevel> levels = new ArrayList<>();
        final List<float[]> denoised = new ArrayList<>();

        @Override
        public void encoded(float[] latent) {
            encoded.add(latent);
        }

        @Override
        public void level(NoiseLevel level) {
            levels.add(level);
        }

        @Override
        public void denoised(float[] latents) {
            denoised.add(latents);
        }
    }

    /** The recorded draws. Those between steps are recorded by call: the newest chunk's call is everybody's. */
    private final class RecordedNoise implements SessionNoise {

        private final float[] mixed = recorded.required("mix_noise").values();
        private final List<float[]> between = VideoCase.rows(recorded.required("noise"), 2);
        private final int redraws = recorded.times().count() - 1;
        private long newest;

        @Override
        public float[] mixed(long chunk, int size) {
            newest = chunk;
            return chunk == 0
                    ? recorded.required("mix_noise_first").values()
                    : Arrays.copyOfRange(mixed, (int) (chunk - 1) * size, (int) chunk * size);
        }

        @Override
        public Redraw redraw(long chunk) {
            List<float[]> prepare = VideoCase.rows(recorded.required("prep_noise"), 1);
            return (step, _) -> chunk == 0 ? prepare.get(step) : between.get((int) (newest - 1) * redraws + step);
        }
    }
}
