package dev.brushcast.engine.onnx.text;

import dev.brushcast.engine.folder.TextConfig;
import dev.brushcast.engine.folder.TextFamily;
import dev.brushcast.engine.folder.TextPart;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.GraphLoader;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import dev.brushcast.engine.text.PromptRoom;
import dev.brushcast.engine.text.PromptWeights;
import dev.brushcast.engine.text.TextCleaning;
import dev.brushcast.engine.text.Tokenizer;
import dev.brushcast.engine.text.WeightedTokens;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One text encoder's graph and its tokenizer. The graph may take as much memory as all of the rest: it is loaded when it is
 * needed first. Owned by one thread.
 */
public final class TextGraph implements AutoCloseable {

    private final GraphLoader loader;
    private final TextPart part;
    private final boolean penultimate;
    private final boolean pools;
    private final Tokenizer tokenizer;
    private @Nullable Network network;

    private record Network(OrtGraph graph, TextPorts ports, Binding binding) {}

    private TextGraph(GraphLoader loader, TextPart part, boolean penultimate, boolean pools, Tokenizer tokenizer) {
        this.loader = loader;
        this.part = part;
        this.penultimate = penultimate;
        this.pools = pools;
        this.tokenizer = tokenizer;
    }

    /**
     * Reads the tokenizer, and not the graph yet.
     *
     * @param penultimate whether the last but one layer's states are wanted
     * @param pools whether a pooled embedding is wanted
     * @throws dev.brushcast.engine.EngineException if the tokenizer is damaged
     */
    public static TextGraph of(GraphLoader loader, TextPart part, boolean penultimate, boolean pools) {
        TextCleaning cleaning = part.config().family() == TextFamily.T5 ? TextCleaning.WEB : TextCleaning.NONE;
        Tokenizer tokenizer = Tokenizer.read(part.tokenizer(), part.config().maxPositions(), cleaning);
        return new TextGraph(loader, part, penultimate, pools, tokenizer);
    }

    /**
     * Loads the graph, unless it is.
     *
     * @return what it is, for people
     * @throws dev.brushcast.engine.EngineException if it is missing, or does not fit
     */
    public String load() {
        return network().graph().toString();
    }

    public int tokens() {
        return tokenizer.maxLength();
    }

    public int width() {
        return part.config().hiddenSize();
    }

    public Conditioning encode(PromptWeights prompt) {
        WeightedTokens weighted = WeightedTokens.of(tokenizer, prompt);
        Network run = network();
        Port mask = run.ports().mask();
        int[] ids = weighted.ids();
        for (int i = 0; i < ids.length; i++) {
            run.binding().in(run.ports().ids()).put(i, ids[i]);
            if (mask != null) {
                run.binding().in(mask).put(i, i < weighted.count() ? 1 : 0);
            }
        }
        run.binding().run(run.graph());
        float[] states = new float[tokens() * width()];
        run.binding().out(run.ports().states()).get(0, states);
        if (part.config().family() == TextFamily.T5) {
            // The mask keeps padding out of the text's states; of its own it has some nevertheless.
            Arrays.fill(states, weighted.count() * width(), states.length, 0);
        }
        weighted.apply(states);
        return new Conditioning(states, pooled(run));
    }

    String cutOff(PromptWeights prompt) {
        return PromptRoom.of(tokenizer).cutOff(prompt);
    }

    private Network network() {
        if (network == null) {
            network = open();
        }
        return network;
    }

    private Network open() {
        TextConfig config = part.config();
        OrtGraph graph = loader.load(part.required());
        try {
            TextPorts ports = TextPorts.of(graph, config, penultimate, pools);
            long takes = ports.ids().shape()[1];
            if (takes > 0 && takes != tokens()) {
                throw graph.unsuitable("prompts of " + tokens() + " tokens, as its folder says");
            }
            return new Network(graph, ports, ports.bind(tokens(), config));
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    private static float @Nullable [] pooled(Network run) {
        Port port = run.ports().pooled();
        if (port == null) {
            return null;
        }
        float[] pooled = new float[run.ports().pooledWidth()];
        run.binding().out(port).get(0, pooled);
        return pooled;
    }

    @Override
    public void close() {
        if (network != null) {
            network.binding().close();
            network.graph().close();
        }
        tokenizer.close();
    }
}
