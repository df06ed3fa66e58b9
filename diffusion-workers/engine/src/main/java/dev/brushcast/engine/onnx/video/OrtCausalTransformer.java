package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.BindingPool;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.TensorBuffer;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.CrossKeys;
import dev.brushcast.engine.video.model.TransformerRow;
import dev.brushcast.engine.video.model.TransformerTraits;
import java.util.List;

/** The transformer on ONNX Runtime: a graph for a prompt's keys, and one for a step. */
public final class OrtCausalTransformer implements CausalTransformer {

    private final OrtGraph step;
    private final TransformerPorts ports;
    private final TextKeys text;
    private final TransformerTraits traits;
    private final BindingPool<PassSizes> bindings = new BindingPool<>(this::bind);

    /**
     * Of loaded graphs, which it closes.
     *
     * @throws EngineException if they do not fit
     */
    public OrtCausalTransformer(OrtGraph textKeys, OrtGraph step) {
        this.step = step;
        this.ports = TransformerPorts.of(step);
        this.text = new TextKeys(textKeys, ports.layers().size());
        long[] keys = ports.layers().getFirst().pastKeys().shape();
        this.traits = new TransformerTraits(
                ports.layers().size(),
                Math.toIntExact(keys[2]),
                Math.toIntExact(keys[3]),
                text.tokens(),
                text.width(),
                Math.toIntExact(ports.latent().shape()[1]),
                ports.sinks().isPresent());
    }

    @Override
    public TransformerTraits traits() {
        return traits;
    }

    @Override
    public CrossKeys crossKeys(float[] states) {
        return text.of(states, traits.heads() * traits.headWidth());
    }

    @Override
    public void run(List<TransformerRow> rows) {
        PassSizes sizes = PassSizes.of(rows, traits.heads() * traits.headWidth());
        Binding binding = bindings.of(sizes);
        for (int i = 0; i < rows.size(); i++) {
            put(binding, i, rows.size(), rows.get(i), sizes.hasCross(i));
        }
        ports.sinks().ifPresent(sinks -> binding.in(sinks.threshold()).put(0, LayerRows.threshold(rows, 0)));
        binding.run(step);
        for (int i = 0; i < rows.size(); i++) {
            get(binding, i, rows.size(), rows.get(i));
        }
    }

    private void put(Binding binding, int at, int rows, TransformerRow row, boolean withCross) {
        LatentRows.put(binding, ports.latent(), ports.timestep(), row, at);
        binding.in(ports.startFrame()).put(at, (double) row.position());
        int slots = row.window().shape().slots();
        for (int layer = 0; layer < traits.layers(); layer++) {
            LayerRows.putMask(binding.in(ports.slotMask()), (layer * rows + at) * slots, row, layer);
            LayerRows.putKeys(binding, ports.layers().get(layer), row, layer, at, withCross);
        }
        ports.sinks().ifPresent(sinks -> {
            LayerRows.putValid(binding.in(sinks.valid()), row, 0, at);
            for (int layer = 0; layer < traits.layers(); layer++) {
                binding.in(sinks.evictSlot()).put(layer * rows + at, LayerRows.evicted(row, layer));
            }
        });
    }

    private void get(Binding binding, int at, int rows, TransformerRow row) {
        Frames.getChannelsFirst(binding.out(ports.flow()), at * row.flow().length, row.flow(), row.shape());
        for (int layer = 0; layer < traits.layers(); layer++) {
            LayerRows.getKeys(binding, ports.layers().get(layer), row, layer, at);
            if (LayerRows.asks(row, layer) && ports.sinks().isPresent()) {
                TensorBuffer refreshed = binding.out(ports.sinks().get().refreshed());
                row.refreshed()[layer] = Math.toIntExact(refreshed.getLong(layer * rows + at));
            }
        }
    }

    private Binding bind(PassSizes key) {
        long tokens = key.tokens();
        long heads = traits.heads();
        long width = traits.headWidth();
        Binding binding = LatentRows.bind(new Binding(), ports.latent(), ports.timestep(), key)
                .input(ports.startFrame(), key.rows())
                .input(ports.slotMask(), traits.layers(), key.rows(), key.slots())
                .output(ports.flow(), LatentRows.sides(key));
        for (TransformerPorts.Layer layer : ports.layers()) {
            binding.input(layer.crossKeys(), key.crossRows(), key.textTokens(), heads, width)
                    .input(layer.crossValues(), key.crossRows(), key.textTokens(), heads, width)
                    .input(layer.pastKeys(), key.rows(), key.slots() * tokens, heads, width)
                    .input(layer.pastValues(), key.rows(), key.slots() * tokens, heads, width)
                    .output(layer.newKeys(), key.rows(), key.frames() * tokens, heads, width)
                    .output(layer.newValues(), key.rows(), key.frames() * tokens, heads, width);
        }
        ports.sinks()
                .ifPresent(sinks -> binding.input(sinks.evictSlot(), traits.layers(), key.rows())
                        .input(sinks.valid(), key.rows(), LayerRows.sinkColumns(key.sinks()))
                        .input(sinks.threshold())
                        .output(sinks.refreshed(), traits.layers(), key.rows()));
        return binding;
    }

    @Override
    public void close() {
        bindings.close();
        step.close();
        text.close();
    }
}
