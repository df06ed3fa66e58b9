package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.BindingPool;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.TensorBuffer;
import dev.brushcast.engine.video.cache.SlotPass;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.CrossKeys;
import dev.brushcast.engine.video.model.SinkTest;
import dev.brushcast.engine.video.model.TransformerRow;
import dev.brushcast.engine.video.model.TransformerTraits;
import java.util.List;

/** The transformer on ONNX Runtime: a graph for a prompt's keys, and one for a step. */
public final class OrtCausalTransformer implements CausalTransformer {

    private final OrtGraph step;
    private final TransformerPorts ports;
    private final TextKeys text;
    private final TransformerTraits traits;
    private final BindingPool<Key> bindings = new BindingPool<>(this::bind);

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

    /** @param tokens of a latent frame */
    private record Key(
            LatentShape shape, int rows, int frames, int crossRows, int textTokens, int slots, int sinks, int tokens) {}

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
        TransformerRow first = rows.getFirst();
        boolean onePrompt = rows.stream().allMatch(row -> row.cross().isSameAs(first.cross()));
        int width = traits.heads() * traits.headWidth();
        Binding binding = bindings.of(new Key(
                first.shape(),
                rows.size(),
                first.frames(),
                onePrompt ? 1 : rows.size(),
                first.cross().keys()[0].length / width,
                first.window().shape().slots(),
                first.window().shape().sinks(),
                first.window().shape().frameLength() / width));
        for (int i = 0; i < rows.size(); i++) {
            put(binding, i, rows.size(), rows.get(i), !onePrompt || i == 0);
        }
        ports.sinks().ifPresent(sinks -> binding.in(sinks.threshold()).put(0, threshold(rows)));
        binding.run(step);
        for (int i = 0; i < rows.size(); i++) {
            get(binding, i, rows.size(), rows.get(i));
        }
    }

    /** The graph has one threshold for all rows; it decides nothing for rows whose sinks are all left out. */
    private static float threshold(List<TransformerRow> rows) {
        float threshold = SinkTest.OFF;
        for (TransformerRow row : rows) {
            SinkTest sinks = row.slots().sinks(0);
            threshold = sinks == null ? threshold : Math.max(threshold, sinks.threshold());
        }
        return threshold;
    }

    private static boolean asks(TransformerRow row) {
        SinkTest sinks = row.slots().sinks(0);
        return sinks != null && sinks.threshold() != SinkTest.OFF;
    }

    private void put(Binding binding, int at, int rows, TransformerRow row, boolean withCross) {
        Frames.putChannelsFirst(binding.in(ports.latent()), at * row.latent().length, row.latent(), row.shape());
        for (int frame = 0; frame < row.frames(); frame++) {
            binding.in(ports.timestep()).put(at * row.frames() + frame, row.time());
        }
        binding.in(ports.startFrame()).put(at, (double) row.position());
        boolean judged = asks(row);
        int slots = row.window().shape().slots();
        for (int layer = 0; layer < traits.layers(); layer++) {
            SlotPass pass = row.slots().begin(layer);
            TensorBuffer mask = binding.in(ports.slotMask());
            for (int slot = 0; slot < slots; slot++) {
                // A graph that judges sinks hides itself what is evicted, since it may be a sink instead.
                boolean seen = judged ? slot < pass.visible() : pass.sees(slot);
                mask.put((layer * rows + at) * slots + slot, seen ? 1 : 0);
            }
            TransformerPorts.Layer to = ports.layers().get(layer);
            binding.in(to.pastKeys())
                    .put(at * row.window().keys(layer).length, row.window().keys(layer));
            binding.in(to.pastValues())
                    .put(at * row.window().values(layer).length, row.window().values(layer));
            if (withCross) {
                float[] keys = row.cross().keys()[layer];
                binding.in(to.crossKeys()).put(at * keys.length, keys);
                binding.in(to.crossValues()).put(at * keys.length, row.cross().values()[layer]);
            }
        }
        ports.sinks().ifPresent(sinks -> putSinks(binding, sinks, at, rows, row));
    }

    private void putSinks(Binding binding, TransformerPorts.Sinks sinks, int at, int rows, TransformerRow row) {
        boolean judged = asks(row);
        SinkTest test = row.slots().sinks(0);
        int count = Math.max(1, row.window().shape().sinks());
        for (int sink = 0; sink < count; sink++) {
            boolean valid = judged && test != null && test.valid()[sink];
            binding.in(sinks.valid()).put(at * count + sink, valid ? 1 : 0);
        }
        for (int layer = 0; layer < traits.layers(); layer++) {
            int evicted = judged ? row.slots().begin(layer).evicted() : -1;
            binding.in(sinks.evictSlot()).put(layer * rows + at, evicted);
        }
    }

    private void get(Binding binding, int at, int rows, TransformerRow row) {
        Frames.getChannelsFirst(binding.out(ports.flow()), at * row.flow().length, row.flow(), row.shape());
        boolean judged = asks(row);
        for (int layer = 0; layer < traits.layers(); layer++) {
            TransformerPorts.Layer from = ports.layers().get(layer);
            float[] keys = row.newKeys()[layer];
            float[] values = row.newValues()[layer];
            binding.out(from.newKeys()).get(at * keys.length, keys);
            binding.out(from.newValues()).get(at * values.length, values);
            if (judged && ports.sinks().isPresent()) {
                TensorBuffer refreshed = binding.out(ports.sinks().get().refreshed());
                row.refreshed()[layer] = Math.toIntExact(refreshed.getLong(layer * rows + at));
            }
        }
    }

    private Binding bind(Key key) {
        long tokens = key.tokens();
        long heads = traits.heads();
        long width = traits.headWidth();
        long channels = key.shape().channels();
        Binding binding = new Binding()
                .input(
                        ports.latent(),
                        key.rows(),
                        channels,
                        key.frames(),
                        key.shape().height(),
                        key.shape().width())
                .input(ports.timestep(), key.rows(), key.frames())
                .input(ports.startFrame(), key.rows())
                .input(ports.slotMask(), traits.layers(), key.rows(), key.slots())
                .output(
                        ports.flow(),
                        key.rows(),
                        channels,
                        key.frames(),
                        key.shape().height(),
                        key.shape().width());
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
                        .input(sinks.valid(), key.rows(), Math.max(1, key.sinks()))
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
