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
import java.util.stream.Collectors;

/** What comes before the blocks: hidden states of latents, and what time says, and the prompt where the graph asks for it. */
final class EmbedGraph implements AutoCloseable {

    private final OrtGraph graph;
    private final Port latent;
    private final Port timestep;
    private final Optional<Port> prompt;
    private final Port hidden;
    private final List<Port> ofTime;
    private final BindingPool<PassSizes> bindings = new BindingPool<>(this::bind);

    /**
     * Of a loaded graph, which it closes.
     *
     * @throws dev.brushcast.engine.EngineException if it is none that begins a transformer
     */
    EmbedGraph(OrtGraph graph) {
        this.graph = graph;
        NamedPorts ports = new NamedPorts(graph);
        this.latent = ports.in("latent", 5);
        this.timestep = ports.in("timestep", 2);
        this.prompt = ports.hasIn("cross_v") ? Optional.of(ports.in("cross_v", 4)) : Optional.empty();
        this.hidden = ports.out(Carried.HIDDEN, 5);
        this.ofTime = Carried.made(graph);
    }

    /** Names of what it makes for the graphs after it. */
    Set<String> carried() {
        return ofTime.stream().map(Port::name).collect(Collectors.toSet());
    }

    int channels() {
        return Math.toIntExact(latent.shape()[1]);
    }

    void run(DevicePass pass, PassSizes sizes) {
        Binding binding = bindings.of(sizes);
        for (int i = 0; i < sizes.rows(); i++) {
            put(binding, pass.rows().get(i), i, sizes.hasCross(i));
        }
        binding.run(graph);
        Carried.get(binding, hidden, Carried.HIDDEN, pass, Carried.hidden(hidden, sizes));
        ofTime.forEach(port -> Carried.get(binding, port, port.name(), pass, Carried.time(port, sizes)));
    }

    private void put(Binding binding, TransformerRow row, int at, boolean withCross) {
        LatentRows.put(binding, latent, timestep, row, at);
        float[] values = row.cross().values()[0];
        if (withCross) {
            prompt.ifPresent(port -> binding.in(port).put(at * values.length, values));
        }
    }

    private Binding bind(PassSizes sizes) {
        Binding binding =
                LatentRows.bind(new Binding(), latent, timestep, sizes).output(hidden, Carried.hidden(hidden, sizes));
        prompt.ifPresent(
                port -> binding.input(port, sizes.crossRows(), sizes.textTokens(), port.shape()[2], port.shape()[3]));
        ofTime.forEach(port -> binding.output(port, Carried.time(port, sizes)));
        return binding;
    }

    @Override
    public void close() {
        bindings.close();
        graph.close();
    }
}
