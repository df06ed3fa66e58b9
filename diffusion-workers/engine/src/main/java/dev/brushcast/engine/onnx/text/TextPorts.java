package dev.brushcast.engine.onnx.text;

import dev.brushcast.engine.folder.TextConfig;
import dev.brushcast.engine.folder.TextFamily;
import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import org.jspecify.annotations.Nullable;

/**
 * A text encoder's inputs and outputs.
 *
 * @param ids token ids, [batch, tokens]
 * @param mask 1 for what is text and 0 for padding, [batch, tokens], or null where the graph asks for none
 * @param states hidden states, [batch, tokens, width]: the last layer's, or the last but one's where that is what the
 *     network was trained on
 * @param pooled projected embedding, [batch, width], or null where the network wants none
 * @param pooledWidth its width
 */
record TextPorts(
        Port ids,
        @Nullable Port mask,
        Port states,
        @Nullable Port pooled,
        int pooledWidth) {

    private static final String MASK = "attention_mask";

    static TextPorts of(OrtGraph graph, TextConfig config, boolean penultimate, boolean pools) {
        Port mask = graph.inputs().stream()
                .filter(port -> port.name().equals(MASK) && port.rank() == 2)
                .findFirst()
                .orElse(null);
        Port ids = graph.inputs().stream()
                .filter(port -> port.rank() == 2 && port.isWhole() && !port.equals(mask))
                .findFirst()
                .orElseThrow(() -> graph.unsuitable("input_ids [batch, tokens]"));
        if (graph.inputs().size() != (mask == null ? 1 : 2)) {
            throw graph.unsuitable("input_ids alone, or with attention_mask");
        }
        if (mask == null && config.family() == TextFamily.T5) {
            throw graph.unsuitable("input_ids and attention_mask, without which padding would count as text");
        }
        String wanted = penultimate ? "hidden_states." + (config.hiddenLayers() - 1) : "last_hidden_state";
        Port states = named(graph, wanted, 3);
        if (states == null && !penultimate) {
            states = first(graph, 3);
        }
        if (states == null) {
            throw graph.unsuitable("an output " + wanted + " [batch, tokens, width]");
        }
        Port pooled = pools ? named(graph, "text_embeds", 2) : null;
        if (pools && pooled == null) {
            throw graph.unsuitable("an output text_embeds [batch, width]");
        }
        return new TextPorts(ids, mask, states, pooled, config.projectionDim());
    }

    Binding bind(int tokens, TextConfig config) {
        Binding binding = new Binding().input(ids, 1, tokens).output(states, 1, tokens, config.hiddenSize());
        if (mask != null) {
            binding.input(mask, 1, tokens);
        }
        return pooled == null ? binding : binding.output(pooled, 1, pooledWidth);
    }

    private static @Nullable Port named(OrtGraph graph, String name, int rank) {
        return graph.outputs().stream()
                .filter(port -> port.name().equals(name) && port.rank() == rank && port.isFloat())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Port first(OrtGraph graph, int rank) {
        return graph.outputs().stream()
                .filter(port -> port.rank() == rank && port.isFloat())
                .findFirst()
                .orElse(null);
    }
}
