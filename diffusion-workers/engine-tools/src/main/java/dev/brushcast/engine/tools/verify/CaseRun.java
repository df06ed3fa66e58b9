package dev.brushcast.engine.tools.verify;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.batch.BatchLoop;
import dev.brushcast.engine.batch.BatchPlanner;
import dev.brushcast.engine.batch.BatchSizes;
import dev.brushcast.engine.batch.ContinuousPlanner;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.batch.SequentialPlanner;
import dev.brushcast.engine.batch.StreamBatchPlanner;
import dev.brushcast.engine.denoise.DenoisingFrame;
import dev.brushcast.engine.denoise.DenoisingFrame.PromptPair;
import dev.brushcast.engine.denoise.FrameStarter;
import dev.brushcast.engine.denoise.UnetCalls;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.noise.FrameKey;
import dev.brushcast.engine.schedule.LcmSchedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Denoises a case's frames with the engine's own classes, in step with the recording or all at once. */
final class CaseRun {

    private static final String STREAM = "verify";
    private static final LatentRows ALL_AT_ONCE = new LatentRows(5);

    private final CaseFile recorded;
    private final LatentShape shape;
    private final Style style;
    private final PromptPair prompts;
    private final RecordedNoise noise;
    private final FrameStarter starter;
    private final RowTap tap;
    private final BatchLoop<DenoisingFrame> loop;
    private final List<float[]> stocks = new ArrayList<>();
    private long arrivals;

    CaseRun(CaseFile recorded, DiffusionModel model, PromptPair prompts, BatchPolicy policy) {
        this.recorded = recorded;
        this.shape = model.description().geometry().latentOf(recorded.size());
        this.style = recorded.style();
        this.prompts = prompts;
        this.noise = new RecordedNoise(recorded);
        this.starter = new FrameStarter(
                new LcmSchedule(model.description().scheduler()),
                noise,
                model.description().unet().imageConditioned());
        this.tap = new RowTap(model.denoiser());
        this.loop = new BatchLoop<>(planner(policy, recorded.frameBuffer()), new UnetCalls(ALL_AT_ONCE, tap));
    }

    /** How many rows a call may have: as many as come, but never more than so many of the continuous policy's. */
    private record LatentRows(int most) implements BatchSizes {

        @Override
        public int best(LatentShape shape, int waiting) {
            return Math.min(most, waiting);
        }

        @Override
        public int padded(LatentShape shape, int rows) {
            return rows;
        }
    }

    /**
     * One call of the network per recorded call, from a buffer of zeros: what comes out first are those.
     *
     * @param latents one per frame, or nulls where frames start from noise
     * @return one clean latent for each frame that went in, in the order in which they come out
     */
    List<float[]> inStep(List<float @Nullable []> latents) {
        for (int step = recorded.steps() - 1; step > 0; step--) {
            for (int i = 0; i < recorded.frameBuffer(); i++) {
                loop.admit(starter.zeroAt(step, key(0), style, ticket(), prompts, shape));
            }
        }
        List<float[]> out = new ArrayList<>();
        for (int first = 0; first < latents.size(); first += recorded.frameBuffer()) {
            for (int i = first; i < first + recorded.frameBuffer(); i++) {
                loop.admit(frame(i, latents.get(i)));
            }
            List<DenoisingFrame> called = loop.plan().stream()
                    .sorted(Comparator.comparingInt(DenoisingFrame::step))
                    .toList();
            loop.advance(called);
            for (DenoisingFrame frame : called) {
                float[] stock = frame.stock();
                if (stock != null) {
                    stocks.add(stock.clone());
                    noise.carry(stock);
                }
                if (frame.isDone()) {
                    out.add(frame.latent());
                }
            }
        }
        return out;
    }

    /**
     * All frames at once, in whatever batches the policy makes of them, but one after another where the recording has
     * each go on from the one before; one clean latent per frame.
     */
    List<float[]> allAtOnce(List<float @Nullable []> latents) {
        boolean oneByOne = style.guidance().kind() == GuidanceKind.SELF && recorded.steps() == 1;
        List<DenoisingFrame> frames = new ArrayList<>();
        for (int i = 0; i < latents.size(); i++) {
            DenoisingFrame frame = frame(i, latents.get(i));
            frames.add(frame);
            loop.admit(frame);
            if (oneByOne) {
                finish();
                noise.carry(Objects.requireNonNull(frame.stock()));
            }
        }
        finish();
        return frames.stream().map(DenoisingFrame::latent).toList();
    }

    private void finish() {
        while (!loop.inFlight().isEmpty()) {
            loop.advance(loop.plan());
        }
    }

    /** What went into the network and what came out. */
    RowTap tap() {
        return tap;
    }

    /** The residual noises after each call, by step; none where guidance has none. */
    List<float[]> stocks() {
        return stocks;
    }

    private DenoisingFrame frame(int number, float @Nullable [] latent) {
        return starter.start(key(number), style, ticket(), prompts, shape, latent);
    }

    private FrameTicket ticket() {
        return new FrameTicket(STREAM, Long.MAX_VALUE, 0, arrivals++, new AtomicInteger());
    }

    private static FrameKey key(int number) {
        return new FrameKey(STREAM, number, number);
    }

    private static BatchPlanner planner(BatchPolicy policy, int frameBuffer) {
        return switch (policy) {
            case SEQUENTIAL -> new SequentialPlanner();
            case STREAM_BATCH -> new StreamBatchPlanner(frameBuffer);
            case CONTINUOUS -> new ContinuousPlanner(ALL_AT_ONCE);
            case AUTO -> throw new IllegalArgumentException("frames are denoised one by one: " + policy);
        };
    }
}
