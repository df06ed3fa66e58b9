package dev.brushcast.engine.onnx.image;

import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.Denoiser;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.BindingPool;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.TensorBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The UNet on ONNX Runtime. */
final class OrtDenoiser implements Denoiser {

    private final OrtGraph graph;
    private final UnetPorts ports;
    private final float pictureLatentFactor;
    private final BindingPool<Key> bindings = new BindingPool<>(this::bind);

    /** @param pictureLatentFactor {@link dev.brushcast.engine.folder.ModelFolder#pictureLatentFactor()} */
    OrtDenoiser(OrtGraph graph, UnetPorts ports, float pictureLatentFactor) {
        this.graph = graph;
        this.ports = ports;
        this.pictureLatentFactor = pictureLatentFactor;
    }

    private record Key(LatentShape shape, int batch, int tokens) {}

    @Override
    public void predict(List<DenoiseRow> rows, int batch) {
        if (ports.timestepIsPerRow()) {
            run(rows, batch);
            return;
        }
        // One timestep for the whole batch: rows at different steps take a call each, of the size asked for, since the
        // last digits may depend on it.
        Map<Integer, List<DenoiseRow>> byTimestep = new LinkedHashMap<>();
        for (DenoiseRow row : rows) {
            byTimestep.computeIfAbsent(row.timestep(), _ -> new ArrayList<>()).add(row);
        }
        byTimestep.values().forEach(same -> run(same, batch));
    }

    private void run(List<DenoiseRow> rows, int batch) {
        DenoiseRow first = rows.getFirst();
        int tokens = first.conditioning().states().length / ports.contextWidth();
        Binding binding = bindings.of(new Key(first.shape(), batch, tokens));
        for (int i = 0; i < batch; i++) {
            // Padding repeats a row: its outcome is not read.
            put(binding, i, rows.get(Math.min(i, rows.size() - 1)));
        }
        binding.run(graph);
        TensorBuffer out = binding.out(ports.prediction());
        for (int i = 0; i < rows.size(); i++) {
            float[] prediction = rows.get(i).prediction();
            out.get(i * prediction.length, prediction);
        }
    }

    private void put(Binding binding, int at, DenoiseRow row) {
        int size = row.shape().size();
        TensorBuffer sample = binding.in(ports.sample());
        float[] picture = row.pictureLatent();
        if (picture == null) {
            sample.put(at * size, row.latent());
        } else {
            sample.put(2 * at * size, row.latent());
            sample.putScaled((2 * at + 1) * size, picture, pictureLatentFactor);
        }
        if (ports.timestepIsPerRow() || at == 0) {
            binding.in(ports.timestep()).put(at, row.timestep());
        }
        Conditioning conditioning = row.conditioning();
        binding.in(ports.states()).put(at * conditioning.states().length, conditioning.states());
        ports.extras().put(binding, at, row);
    }

    private Binding bind(Key key) {
        LatentShape shape = key.shape();
        Binding binding = new Binding()
                .input(ports.sample(), key.batch(), ports.sampleChannels(), shape.height(), shape.width())
                .input(ports.timestep(), ports.timestepShape(key.batch()))
                .input(ports.states(), key.batch(), key.tokens(), ports.contextWidth())
                .output(ports.prediction(), key.batch(), shape.channels(), shape.height(), shape.width());
        ports.extras().bind(binding, key.batch());
        return binding;
    }

    /** The session's run alone, on whatever its buffers hold. */
    Runnable session(LatentShape shape, int batch, int tokens) {
        Binding binding = bindings.of(new Key(shape, batch, tokens));
        return () -> binding.run(graph);
    }

    @Override
    public void close() {
        bindings.close();
        graph.close();
    }
}
