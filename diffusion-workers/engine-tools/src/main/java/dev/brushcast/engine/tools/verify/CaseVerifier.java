package dev.brushcast.engine.tools.verify;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.denoise.DenoisingFrame.PromptPair;
import dev.brushcast.engine.denoise.FrameStarter;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.noise.FrameKey;
import dev.brushcast.engine.schedule.LcmSchedule;
import dev.brushcast.engine.schedule.StepCoefficients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Runs one case and compares all of its arrays. */
final class CaseVerifier {

    private static final double COEFFICIENT_TOLERANCE = 1e-5;
    private static final int ENCODED_AT_ONCE = 3;

    private final CaseFile recorded;
    private final DiffusionModel model;
    private final CaseReport report = new CaseReport();
    private final LatentShape shape;
    private final OptionalDouble tolerance;

    /** @param tolerance of what networks put out; empty: the case's own */
    CaseVerifier(CaseFile recorded, DiffusionModel model, OptionalDouble tolerance) {
        this.tolerance = tolerance;
        this.recorded = recorded;
        this.model = model;
        this.shape = model.description().geometry().latentOf(recorded.size());
    }

    /** The policies that a case says something about. */
    static Set<BatchPolicy> policies(CaseFile recorded) {
        if (!CaseFile.MODES.contains(recorded.mode())) {
            throw new CannotRunException("mode " + recorded.mode() + " is not known");
        }
        if (!recorded.streamBatch()) {
            return Set.of(BatchPolicy.SEQUENTIAL);
        }
        boolean others = recorded.array("sequential_x0").isPresent() || recorded.warmup() == 0;
        return others
                ? Set.of(BatchPolicy.STREAM_BATCH, BatchPolicy.SEQUENTIAL, BatchPolicy.CONTINUOUS)
                : Set.of(BatchPolicy.STREAM_BATCH);
    }

    CaseReport run(List<BatchPolicy> policies) {
        coefficients();
        PromptPair prompts = prompts();
        List<float @Nullable []> latents = latents();
        List<Integer> rendered = rendered();
        for (BatchPolicy policy : policies) {
            report.section(policy.label());
            CaseRun run = new CaseRun(recorded, model, prompts, policy);
            List<float @Nullable []> entering =
                    rendered.stream().map(latents::get).toList();
            if (policy == BatchPolicy.STREAM_BATCH) {
                inStep(run, run.inStep(entering), rendered);
            } else {
                alone(run.allAtOnce(entering), rendered);
            }
        }
        return report;
    }

    private void coefficients() {
        List<StepCoefficients> steps = new LcmSchedule(model.description().scheduler())
                .steps(
                        recorded.style().steps().inferenceSteps(),
                        recorded.style().steps().tIndexList());
        double[] timesteps =
                steps.stream().mapToDouble(StepCoefficients::timestep).toArray();
        report.exact("timesteps", Arrays.equals(timesteps, recorded.numbers("timesteps")), Arrays.toString(timesteps));
        double error = Math.max(
                Math.max(
                        error(steps, StepCoefficients::a, "sqrt_alpha"),
                        error(steps, StepCoefficients::b, "sqrt_one_minus_alpha")),
                Math.max(
                        error(steps, StepCoefficients::cSkip, "c_skip"),
                        error(steps, StepCoefficients::cOut, "c_out")));
        report.number("coefficients", error, COEFFICIENT_TOLERANCE);
    }

    private double error(List<StepCoefficients> steps, ToDoubleFunction<StepCoefficients> of, String name) {
        double[] want = recorded.numbers(name);
        double error = want.length == steps.size() ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < want.length && i < steps.size(); i++) {
            error = Math.max(error, Math.abs(of.applyAsDouble(steps.get(i)) - want[i]) / Math.abs(want[i]));
        }
        return error;
    }

    private PromptPair prompts() {
        Conditioning positive = model.text()
                .encodePlain(recorded.style().prompts().positive().getFirst().text());
        recorded.array("prompt_embeds").ifPresent(want -> compare("prompt_embeds", List.of(positive.states()), want));
        Conditioning negative = null;
        if (FrameStarter.needsNegative(recorded.style())
                || recorded.array("negative_embeds").isPresent()) {
            negative = model.text().encodePlain(recorded.negativePrompt());
            float[] states = negative.states();
            recorded.array("negative_embeds").ifPresent(want -> compare("negative_embeds", List.of(states), want));
        }
        return new PromptPair(positive, negative);
    }

    private List<float @Nullable []> latents() {
        int count = recorded.calls() * recorded.frameBuffer();
        if (!recorded.fromPictures()) {
            return Collections.nCopies(count, null);
        }
        Npy frames = recorded.required("frames");
        RecordedNoise noise = new RecordedNoise(recorded);
        List<float @Nullable []> latents = new ArrayList<>();
        for (int start = 0; start < count; start += ENCODED_AT_ONCE) {
            List<float[]> pictures = new ArrayList<>();
            List<float @Nullable []> posterior = new ArrayList<>();
            for (int i = start; i < Math.min(count, start + ENCODED_AT_ONCE); i++) {
                pictures.add(frames.row(i));
                posterior.add(noise.posterior(new FrameKey("", i, 0), shape));
            }
            latents.addAll(model.encoder().encode(recorded.size(), pictures, posterior));
        }
        List<float[]> found = new ArrayList<>();
        latents.forEach(latent -> found.add(latent == null ? new float[0] : latent));
        recorded.array("latents").ifPresent(want -> compare("latents", found, want));
        return latents;
    }

    /** The frames that the similarity filter lets through: all, where there is none. */
    private List<Integer> rendered() {
        int count = recorded.calls() * recorded.frameBuffer();
        List<Integer> rendered = new ArrayList<>();
        Optional<FilterTrace> trace = Optional.empty();
        if (recorded.similarityFilter().isObject()) {
            trace = Optional.of(FilterTrace.run(recorded.similarityFilter(), rows(recorded.required("frames"))));
            trace.get().report(report);
        }
        for (int i = 0; i < count; i++) {
            if (trace.isEmpty() || trace.get().passed().get(i)) {
                rendered.add(i);
            }
        }
        return rendered;
    }

    /** In step with the recording, warm-up and all; a frame that is not rendered repeats the row before. */
    private void inStep(CaseRun run, List<float[]> out, List<Integer> rendered) {
        List<float[]> shown = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < recorded.calls() * recorded.frameBuffer(); i++) {
            shown.add(rendered.contains(i) ? out.get(next++) : shown.getLast());
        }
        compare("x0_latents", shown, recorded.required("x0_latents"));
        outputs(shown, rows(recorded.required("outputs")));
        recorded.array("unet_in").ifPresent(want -> calls("unet_in", run.tap().in(), want));
        recorded.array("unet_out").ifPresent(want -> calls("unet_out", run.tap().out(), want));
        recorded.array("stock_noise").ifPresent(want -> calls("stock_noise", run.stocks(), want));
    }

    /** Each rendered frame by itself, against its own loop, or against the recording where nothing warms up. */
    private void alone(List<float[]> out, List<Integer> rendered) {
        String name = recorded.array("sequential_x0").isPresent() ? "sequential_x0" : "x0_latents";
        List<float[]> loops = rows(recorded.required(name));
        boolean ofAllFrames = loops.size() > out.size();
        report.compare(name, out, ofAllFrames ? at(rendered, loops) : loops, tolerance(name));
        int seen = out.size() - recorded.warmup() * recorded.frameBuffer();
        List<float[]> want = at(rendered, rows(recorded.required("outputs")));
        outputs(out.subList(0, seen), want.subList(want.size() - seen, want.size()));
    }

    private static List<float[]> at(List<Integer> indices, List<float[]> rows) {
        return indices.stream().map(rows::get).toList();
    }

    private void outputs(List<float[]> latents, List<float[]> want) {
        List<float[]> pictures = latents.stream()
                .map(_ -> new float[model.description().geometry().planesOf(shape)])
                .toList();
        model.decoder().decode(shape, latents, pictures);
        report.compare("outputs", pictures, want, tolerance("outputs"));
    }

    private void compare(String name, List<float[]> got, Npy want) {
        report.compare(name, got, rows(want), tolerance(name));
    }

    /** Arrays of [calls, rows, ...]. */
    private void calls(String name, List<float[]> got, Npy want) {
        int length = want.rowLength() / want.shape()[1];
        List<float[]> rows = new ArrayList<>();
        for (int at = 0; at < want.values().length; at += length) {
            rows.add(Arrays.copyOfRange(want.values(), at, at + length));
        }
        report.compare(name, got, rows, tolerance(name));
    }

    private double tolerance(String array) {
        return tolerance.orElse(recorded.tolerance(array));
    }

    private static List<float[]> rows(Npy array) {
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < array.shape()[0]; i++) {
            rows.add(array.row(i));
        }
        return rows;
    }
}
