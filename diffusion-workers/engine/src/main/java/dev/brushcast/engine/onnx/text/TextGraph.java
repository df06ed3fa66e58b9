package dev.brushcast.engine.onnx.text;

import dev.brushcast.engine.folder.TextConfig;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import dev.brushcast.engine.text.PromptRoom;
import dev.brushcast.engine.text.PromptWeights;
import dev.brushcast.engine.text.Tokenizer;
import dev.brushcast.engine.text.WeightedTokens;
import org.jspecify.annotations.Nullable;

/** One text encoder's graph and its tokenizer. Owned by one thread. */
public final class TextGraph implements AutoCloseable {

    private final OrtGraph graph;
    private final Tokenizer tokenizer;
    private final TextPorts ports;
    private final int tokens;
    private final int width;
    private final Binding binding;

    public TextGraph(OrtGraph graph, Tokenizer tokenizer, TextConfig config, boolean penultimate, boolean pools) {
        this.graph = graph;
        this.tokenizer = tokenizer;
        this.ports = TextPorts.of(graph, config, penultimate, pools);
        this.tokens = tokenizer.maxLength();
        this.width = config.hiddenSize();
        this.binding = ports.bind(tokens, config);
    }

    public int tokens() {
        return tokens;
    }

    public int width() {
        return width;
    }

    public Conditioning encode(PromptWeights prompt) {
        WeightedTokens weighted = WeightedTokens.of(tokenizer, prompt);
        int[] ids = weighted.ids();
        for (int i = 0; i < ids.length; i++) {
            binding.in(ports.ids()).put(i, ids[i]);
        }
        binding.run(graph);
        float[] states = new float[tokens * width];
        binding.out(ports.states()).get(0, states);
        weighted.apply(states);
        return new Conditioning(states, pooled());
    }

    String cutOff(PromptWeights prompt) {
        return PromptRoom.of(tokenizer).cutOff(prompt);
    }

    private float @Nullable [] pooled() {
        Port port = ports.pooled();
        if (port == null) {
            return null;
        }
        float[] pooled = new float[ports.pooledWidth()];
        binding.out(port).get(0, pooled);
        return pooled;
    }

    @Override
    public void close() {
        binding.close();
        graph.close();
        tokenizer.close();
    }
}
