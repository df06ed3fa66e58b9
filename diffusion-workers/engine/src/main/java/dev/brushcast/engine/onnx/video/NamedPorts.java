package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A graph's inputs and outputs by the names that the contract gives them. */
final class NamedPorts {

    private final OrtGraph graph;
    private final Map<String, Port> inputs;
    private final Map<String, Port> outputs;

    NamedPorts(OrtGraph graph) {
        this.graph = graph;
        this.inputs = byName(graph.inputs());
        this.outputs = byName(graph.outputs());
    }

    private static Map<String, Port> byName(List<Port> ports) {
        return ports.stream().collect(Collectors.toMap(Port::name, Function.identity()));
    }

    /** @throws dev.brushcast.engine.EngineException if the graph has no such input of this rank */
    Port in(String name, int rank) {
        return required(inputs, "an input ", name, rank);
    }

    /** @throws dev.brushcast.engine.EngineException if the graph has no such output of this rank */
    Port out(String name, int rank) {
        return required(outputs, "an output ", name, rank);
    }

    boolean hasIn(String name) {
        return inputs.containsKey(name);
    }

    /** How many outputs are named like {@code prefix.0}, {@code prefix.1} and so on. */
    int countOut(String prefix) {
        int count = 0;
        while (outputs.containsKey(prefix + "." + count)) {
            count++;
        }
        return count;
    }

    /** How many inputs are named like that. */
    int countIn(String prefix) {
        int count = 0;
        while (inputs.containsKey(prefix + "." + count)) {
            count++;
        }
        return count;
    }

    private Port required(Map<String, Port> ports, String side, String name, int rank) {
        Port port = ports.get(name);
        if (port == null || port.rank() != rank) {
            throw graph.unsuitable(side + name + " with " + rank + " sides");
        }
        return port;
    }
}
