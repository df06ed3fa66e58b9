package dev.brushcast.engine.tools.verify;

import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.Denoiser;
import java.util.ArrayList;
import java.util.List;

/** Keeps what goes into a denoiser and what comes out, row by row. Does not own the denoiser. */
final class RowTap implements Denoiser {

    private final Denoiser denoiser;
    private final List<float[]> in = new ArrayList<>();
    private final List<float[]> out = new ArrayList<>();

    RowTap(Denoiser denoiser) {
        this.denoiser = denoiser;
    }

    @Override
    public void predict(List<DenoiseRow> rows, int batch) {
        rows.forEach(row -> in.add(row.latent().clone()));
        denoiser.predict(rows, batch);
        rows.forEach(row -> out.add(row.prediction().clone()));
    }

    List<float[]> in() {
        return in;
    }

    List<float[]> out() {
        return out;
    }

    @Override
    public void close() {
        // Its owner closes the denoiser.
    }
}
