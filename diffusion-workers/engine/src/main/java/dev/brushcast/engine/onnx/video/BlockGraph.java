package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.BindingPool;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import dev.brushcast.engine.video.devices.DevicePass;
import dev.brushcast.engine.video.model.TransformerRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One block of the transformer as a graph of its own. Owned by one thread at a time. */
final class BlockGraph implements AutoCloseable {

    private final OrtGraph graph;
    private final Port hidden;
    private final List<Port> ofTime;
    private final Port startFrame;
    private final Port slotMask;
    private final TransformerPorts.Layer keys;
    private final Optional<TransformerPorts.Sinks> sinks;
    private final Port hiddenOut;
    private final long heads;
    private final long headWidth;
    private final BindingPool<PassSizes> bindings = new BindingPool<>(this::bind);

    /**
     * Of a loaded graph, which it closes.
     *
     * @param made what comes along from the first graph
     * @throws dev.brushcast.engine.EngineException if it is no block
     */
    BlockGraph(OrtGraph graph, Set<String> made) {
        this.graph = graph;
        NamedPorts ports = new NamedPorts(graph);
        this.hidden = ports.in(Carried.HIDDEN, 5);
        this.ofTime = Carried.taken(graph, made);
        this.startFrame = ports.in("start_frame", 1);
        this.slotMask = ports.in("slot_mask", 2);
        this.keys = new TransformerPorts.Layer(
                ports.in("cross_k", 4),
                ports.in("cross_v", 4),
                ports.in("past_k", 4),
                ports.in("past_v", 4),
                ports.out("new_k", 4),
                ports.out("new_v", 4));
        this.sinks = ports.hasIn("evict_slot")
                ? Optional.of(new TransformerPorts.Sinks(
                        ports.in("evict_slot", 1),
                        ports.in("sink_valid", 2),
                        ports.in("adapt_thr", 0),
                        ports.out("adapt_slot", 1)))
                : Optional.empty();
        this.hiddenOut = ports.out("hidden_out", 5);
        this.heads = keys.pastKeys().shape()[2];
        this.headWidth = keys.pastKeys().shape()[3];
    }

    boolean judgesSinks() {
        return sinks.isPresent();
    }

    int heads() {
        return Math.toIntExact(heads);
    }

    int headWidth() {
        return Math.toIntExact(headWidth);
    }

    /** Takes a pass through the block, which is a layer of its rows. */
    void run(DevicePass pass, PassSizes sizes, int layer) {
        Binding binding = bindings.of(sizes);
        List<TransformerRow> rows = pass.rows();
        Carried.put(binding, hidden, pass, Carried.hidden(hidden, sizes));
        ofTime.forEach(port -> Carried.put(binding, port, pass, Carried.time(port, sizes)));
        for (int i = 0; i < rows.size(); i++) {
            put(binding, rows.get(i), layer, i, sizes);
        }
        sinks.ifPresent(to -> binding.in(to.threshold()).put(0, LayerRows.threshold(rows, layer)));
        binding.run(graph);
        Carried.get(binding, hiddenOut, Carried.HIDDEN, pass, Carried.hidden(hidden, sizes));
        for (int i = 0; i < rows.size(); i++) {
            get(binding, rows.get(i), layer, i);
        }
    }

    private void put(Binding binding, TransformerRow row, int layer, int at, PassSizes sizes) {
        LayerRows.putMask(binding.in(slotMask), at * sizes.slots(), row, layer);
        LayerRows.putKeys(binding, keys, row, layer, at, sizes.hasCross(at));
        binding.in(startFrame).put(at, (double) row.position());
        sinks.ifPresent(to -> {
            LayerRows.putValid(binding.in(to.valid()), row, layer, at);
            binding.in(to.evictSlot()).put(at, LayerRows.evicted(row, layer));
        });
    }

    private void get(Binding binding, TransformerRow row, int layer, int at) {
        LayerRows.getKeys(binding, keys, row, layer, at);
        if (LayerRows.asks(row, layer) && sinks.isPresent()) {
            row.refreshed()[layer] =
                    Math.toIntExact(binding.out(sinks.get().refreshed()).getLong(at));
        }
        row.slots().end(layer);
    }

    private Binding bind(PassSizes sizes) {
        long past = (long) sizes.slots() * sizes.tokens();
        long fresh = (long) sizes.frames() * sizes.tokens();
        Binding binding = new Binding()
                .input(hidden, Carried.hidden(hidden, sizes))
                .input(startFrame, sizes.rows())
                .input(slotMask, sizes.rows(), sizes.slots())
                .input(keys.crossKeys(), sizes.crossRows(), sizes.textTokens(), heads, headWidth)
                .input(keys.crossValues(), sizes.crossRows(), sizes.textTokens(), heads, headWidth)
                .input(keys.pastKeys(), sizes.rows(), past, heads, headWidth)
                .input(keys.pastValues(), sizes.rows(), past, heads, headWidth)
                .output(hiddenOut, Carried.hidden(hidden, sizes))
                .output(keys.newKeys(), sizes.rows(), fresh, heads, headWidth)
                .output(keys.newValues(), sizes.rows(), fresh, heads, headWidth);
        ofTime.forEach(port -> binding.input(port, Carried.time(port, sizes)));
        sinks.ifPresent(to -> binding.input(to.evictSlot(), sizes.rows())
                .input(to.valid(), sizes.rows(), LayerRows.sinkColumns(sizes.sinks()))
                .input(to.threshold())
                .output(to.refreshed(), sizes.rows()));
        return binding;
    }

    @Override
    public void close() {
        bindings.close();
        graph.close();
    }
}
