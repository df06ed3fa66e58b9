package dev.brushcast.engine.denoise;

import dev.brushcast.engine.batch.BatchPlanner;
import dev.brushcast.engine.batch.BatchSizes;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.Denoiser;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.Scratch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * The frames being denoised, and the one place where they advance: plan, predict, take in. Driven from outside, no
 * thread of its own; owned by the thread that owns the {@link Denoiser}.
 */
public final class DenoiseLoop {

    private static final Comparator<DenoisingFrame> BY_TURN = Comparator.<DenoisingFrame>comparingLong(
                    frame -> frame.ticket().dueNanos())
            .thenComparingLong(frame -> frame.ticket().arrival());

    private final BatchPlanner planner;
    private final BatchSizes sizes;
    private final Denoiser denoiser;
    private final List<DenoisingFrame> inFlight = new ArrayList<>();
    private final Scratch predictions = new Scratch();

    public DenoiseLoop(BatchPlanner planner, BatchSizes sizes, Denoiser denoiser) {
        this.planner = planner;
        this.sizes = sizes;
        this.denoiser = denoiser;
    }

    /** Takes a frame in. */
    public void admit(DenoisingFrame frame) {
        inFlight.add(frame);
        inFlight.sort(BY_TURN);
    }

    /** The frames not done, those first whose turn it is. */
    public List<DenoisingFrame> inFlight() {
        return inFlight;
    }

    /** Forgets a frame that is not to be finished. */
    public void remove(DenoisingFrame frame) {
        inFlight.remove(frame);
    }

    /** What the next call would advance; none while there is nothing to do or the planner waits for frames to come. */
    public List<DenoisingFrame> plan() {
        return inFlight.isEmpty() ? List.of() : planner.plan(inFlight);
    }

    /** Advances planned frames by one step each, in one batch; those that are done leave the loop. */
    public void advance(List<DenoisingFrame> planned) {
        // The reference's order of rows: negative prompts first, and later steps after earlier ones.
        List<DenoisingFrame> frames = planned.stream()
                .sorted(Comparator.comparingInt(DenoisingFrame::step))
                .toList();
        List<DenoiseRow> rows = new ArrayList<>();
        LatentShape shape = frames.getFirst().shape();
        for (DenoisingFrame frame : frames) {
            if (frame.needsNegative()) {
                rows.add(frame.negativeRow(predictions.at(rows.size(), shape.size())));
            }
        }
        int negatives = rows.size();
        for (DenoisingFrame frame : frames) {
            rows.add(frame.row(predictions.at(rows.size(), shape.size())));
        }
        predict(shape, rows);
        Iterator<DenoiseRow> negative = rows.subList(0, negatives).iterator();
        Iterator<DenoiseRow> positive = rows.subList(negatives, rows.size()).iterator();
        for (DenoisingFrame frame : frames) {
            float[] unwanted = frame.needsNegative() ? negative.next().prediction() : null;
            frame.advance(positive.next().prediction(), unwanted);
        }
        inFlight.removeIf(DenoisingFrame::isDone);
    }

    private void predict(LatentShape shape, List<DenoiseRow> rows) {
        int batch = sizes.padded(shape, rows.size());
        for (int start = 0; start < rows.size(); start += batch) {
            denoiser.predict(rows.subList(start, Math.min(start + batch, rows.size())), batch);
        }
    }
}
