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

/** What comes after the blocks: the flow. */
final class HeadGraph implements AutoCloseable {

    private final OrtGraph graph;
    private final Port hidden;
    private final List<Port> ofTime;
    private final Optional<Port> latent;
    private final Optional<Port> timestep;
    private final Port flow;
    private final BindingPool<PassSizes> bindings = new BindingPool<>(this::bind);

    /**
     * Of a loaded graph, which it closes.
     *
     * @param made what comes along from the first graph
     * @throws dev.brushcast.engine.EngineException if it is none that ends a transformer
     */
    HeadGraph(OrtGraph graph, Set<String> made) {
        this.graph = graph;
        NamedPorts ports = new NamedPorts(graph);
        this.hidden = ports.in(Carried.HIDDEN, 5);
        this.ofTime = Carried.taken(graph, made);
        this.latent = ports.hasIn("latent") ? Optional.of(ports.in("latent", 5)) : Optional.empty();
        this.timestep = ports.hasIn("timestep") ? Optional.of(ports.in("timestep", 2)) : Optional.empty();
        this.flow = ports.out("flow", 5);
    }

    void run(DevicePass pass, PassSizes sizes) {
        Binding binding = bindings.of(sizes);
        Carried.put(binding, hidden, pass, Carried.hidden(hidden, sizes));
        ofTime.forEach(port -> Carried.put(binding, port, pass, Carried.time(port, sizes)));
        for (int i = 0; i < sizes.rows(); i++) {
            put(binding, pass.rows().get(i), i);
        }
        binding.run(graph);
        for (int i = 0; i < sizes.rows(); i++) {
            TransformerRow row = pass.rows().get(i);
            Frames.getChannelsFirst(binding.out(flow), i * row.flow().length, row.flow(), row.shape());
        }
    }

    private void put(Binding binding, TransformerRow row, int at) {
        latent.ifPresent(
                port -> Frames.putChannelsFirst(binding.in(port), at * row.latent().length, row.latent(), row.shape()));
        for (int frame = 0; frame < row.frames(); frame++) {
            int to = at * row.frames() + frame;
            timestep.ifPresent(port -> binding.in(port).put(to, row.time()));
        }
    }

    private Binding bind(PassSizes sizes) {
        Binding binding =
                new Binding().input(hidden, Carried.hidden(hidden, sizes)).output(flow, LatentRows.sides(sizes));
        ofTime.forEach(port -> binding.input(port, Carried.time(port, sizes)));
        latent.ifPresent(port -> binding.input(port, LatentRows.sides(sizes)));
        timestep.ifPresent(port -> binding.input(port, sizes.rows(), sizes.frames()));
        return binding;
    }

    @Override
    public void close() {
        bindings.close();
        graph.close();
    }
}
