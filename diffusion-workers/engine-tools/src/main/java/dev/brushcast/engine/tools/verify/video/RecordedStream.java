package dev.brushcast.engine.tools.verify.video;

import dev.brushcast.engine.tools.verify.Npy;
import dev.brushcast.engine.video.cache.Positions;
import dev.brushcast.engine.video.denoise.Chunk;
import dev.brushcast.engine.video.denoise.ChunkCall;
import dev.brushcast.engine.video.denoise.Redraw;
import dev.brushcast.engine.video.denoise.VideoDenoiser;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.denoise.WindowPass;
import dev.brushcast.engine.video.denoise.Windows;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.CrossKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A recorded stream of latents, denoised call by call with the recorded noise. */
final class RecordedStream {

    private final VideoCase recorded;
    private final boolean compat;
    private final CausalTransformer transformer;
    private final CrossKeys cross;
    private final VideoDenoiser denoiser;
    private final Positions positions;
    private final Npy entering;
    private final List<float[]> noise;
    private final int redraws;
    private int call;

    /** @param compat whether as the reference does it, or as it is meant */
    RecordedStream(VideoCase recorded, VideoGraphs graphs, Mode mode, boolean compat) {
        this.recorded = recorded;
        this.compat = compat;
        this.transformer = graphs.transformer(
                recorded.models(), recorded.rules(compat).adaptsSinks() && recorded.number("sinks") > 0);
        this.cross = transformer.crossKeys(recorded.required("prompt_embeds").values());
        int steps = recorded.times().count();
        Windows windows = compat ? new RecordedWindows(recorded, steps) : Windows.of(recorded.cache());
        this.denoiser = new VideoDenoiser(recorded.rules(compat), recorded.latent(), recorded.times(), windows, mode);
        this.positions = new Positions(recorded.refreshAt(), recorded.number("K"));
        this.entering = recorded.required("z_in");
        this.redraws = steps - 1;
        this.noise = VideoCase.rows(recorded.required("noise"), 2);
    }

    /** Passes that were run, what is recorded of their slots, and the latents that came out. */
    record Run(CallLog log, PassTrace trace, List<float[]> results) {}

    VideoDenoiser denoiser() {
        return denoiser;
    }

    int calls() {
        return entering.shape()[0];
    }

    Run start() {
        float[] first = recorded.required("z_first").values();
        int frames = first.length / recorded.latent().size();
        List<float[]> again = VideoCase.rows(recorded.required("prep_noise"), 1);
        Run run = begun("prepare_trace");
        run(denoiser.start(new Chunk(first, positions.take(frames), cross, (step, _) -> again.get(step))), run);
        return run;
    }

    /** All calls. */
    Run all() {
        Run run = begun("trace");
        for (int i = 0; i < calls(); i++) {
            next(run);
        }
        return run;
    }

    Run begun(String trace) {
        return new Run(new CallLog(), new PassTrace(recorded.json().path(trace)), new ArrayList<>());
    }

    /** The next call. */
    void next(Run run) {
        int at = call;
        float[] latent = entering.row(at);
        float time = recorded.required("t0").values()[at];
        int frames = latent.length / recorded.latent().size();
        Chunk chunk = new Chunk(latent, positions.take(frames), cross, redraw());
        run(denoiser.next(chunk, time < 0 ? OptionalInt.empty() : OptionalInt.of((int) time)), run);
        call++;
    }

    /** Noise is recorded by call, not by chunk: whichever chunk is at a step takes the call's. */
    private Redraw redraw() {
        return (step, _) -> noise.get(call * redraws + step);
    }

    private void run(ChunkCall of, Run run) {
        for (List<WindowPass> round = of.passes(); !round.isEmpty(); round = of.passes()) {
            transformer.run(round.stream().map(WindowPass::row).toList());
            of.ran();
            run.log().round(round);
            if (compat) {
                run.trace().round(round);
            }
        }
        of.result().ifPresent(run.results()::add);
    }
}
