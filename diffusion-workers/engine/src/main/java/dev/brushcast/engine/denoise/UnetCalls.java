package dev.brushcast.engine.denoise;

import dev.brushcast.engine.batch.BatchSizes;
import dev.brushcast.engine.batch.StepCalls;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.Denoiser;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.Scratch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** A step of frames as a call of the UNet: rows, prediction, and on. Owned by the thread that owns the {@link Denoiser}. */
public final class UnetCalls implements StepCalls<DenoisingFrame> {

    private final BatchSizes sizes;
    private final Denoiser denoiser;
    private final Scratch predictions = new Scratch();

    /** @param sizes how many rows a call is given */
    public UnetCalls(BatchSizes sizes, Denoiser denoiser) {
        this.sizes = sizes;
        this.denoiser = denoiser;
    }

    @Override
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
    }

    private void predict(LatentShape shape, List<DenoiseRow> rows) {
        int batch = sizes.padded(shape, rows.size());
        for (int start = 0; start < rows.size(); start += batch) {
            denoiser.predict(rows.subList(start, Math.min(start + batch, rows.size())), batch);
        }
    }
}
