package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import dev.brushcast.engine.video.model.CrossKeys;
import java.util.ArrayList;
import java.util.List;

/** The graph that makes a prompt's keys and values. Run once a prompt, so its tensors are not kept. */
final class TextKeys implements AutoCloseable {

    private final OrtGraph graph;
    private final Port states;
    private final List<Port> keys = new ArrayList<>();
    private final List<Port> values = new ArrayList<>();

    TextKeys(OrtGraph graph, int layers) {
        this.graph = graph;
        NamedPorts ports = new NamedPorts(graph);
        this.states = ports.in("prompt_embeds", 3);
        for (int layer = 0; layer < layers; layer++) {
            keys.add(ports.out("cross_k." + layer, 4));
            values.add(ports.out("cross_v." + layer, 4));
        }
    }

    /** Tokens of a prompt, or -1 where the graph takes any number. */
    int tokens() {
        return Math.toIntExact(states.shape()[1]);
    }

    /** Numbers of a token. */
    int width() {
        return Math.toIntExact(states.shape()[2]);
    }

    CrossKeys of(float[] prompt, int keyWidth) {
        long[] made = keys.getFirst().shape();
        if (made[2] * made[3] != keyWidth) {
            throw new EngineException(graph + " makes keys of " + made[2] + " heads of " + made[3] + " numbers, and the"
                    + " transformer takes " + keyWidth + " numbers: export both from one model");
        }
        if (prompt.length % width() != 0 || (tokens() > 0 && prompt.length != tokens() * width())) {
            throw new EngineException("a prompt of " + prompt.length + " numbers, expected "
                    + (tokens() > 0 ? tokens() + " times " : "a multiple of ") + width());
        }
        int rows = prompt.length / width();
        try (Binding binding = new Binding()) {
            binding.input(states, 1, rows, width());
            for (int layer = 0; layer < keys.size(); layer++) {
                binding.output(keys.get(layer), 1, rows, made[2], made[3])
                        .output(values.get(layer), 1, rows, made[2], made[3]);
            }
            binding.in(states).put(0, prompt);
            binding.run(graph);
            float[][] ofKeys = new float[keys.size()][rows * keyWidth];
            float[][] ofValues = new float[keys.size()][rows * keyWidth];
            for (int layer = 0; layer < keys.size(); layer++) {
                binding.out(keys.get(layer)).get(0, ofKeys[layer]);
                binding.out(values.get(layer)).get(0, ofValues[layer]);
            }
            return new CrossKeys(ofKeys, ofValues);
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
