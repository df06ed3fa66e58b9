package dev.brushcast.engine.onnx.text;

import dev.brushcast.engine.folder.TextPart;
import dev.brushcast.engine.model.TextEncoder;
import dev.brushcast.engine.onnx.session.Closing;
import dev.brushcast.engine.onnx.session.GraphLoader;
import dev.brushcast.engine.promptcache.CachedTextEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a model's text encoder, their tokenizers read and their graphs not loaded yet. */
public final class TextParts implements AutoCloseable {

    private final List<TextPart> parts;
    private final boolean sdxl;
    private final List<TextGraph> graphs = new ArrayList<>();

    private TextParts(List<TextPart> parts, boolean sdxl) {
        this.parts = List.copyOf(parts);
        this.sdxl = sdxl;
    }

    /**
     * Reads the tokenizers.
     *
     * @param sdxl whether states of the last but one layer are wanted, and a pooled embedding of the last part
     * @throws dev.brushcast.engine.EngineException if one is damaged
     */
    public static TextParts read(GraphLoader loader, List<TextPart> parts, boolean sdxl) {
        TextParts read = new TextParts(parts, sdxl);
        try {
            for (TextPart part : parts) {
                read.graphs.add(TextGraph.of(loader, part, sdxl, sdxl && part.equals(parts.getLast())));
            }
            return read;
        } catch (RuntimeException e) {
            Closing.all(List.copyOf(read.graphs), e);
            throw e;
        }
    }

    /** Of a prompt. */
    public int tokens() {
        return graphs.getFirst().tokens();
    }

    /**
     * The encoder. With a folder of encoded prompts, graphs are loaded for the first prompt that it lacks, and may be missing;
     * else they are loaded now.
     *
     * @param promptCache that folder, or null
     * @param told what is loaded is added to it, for people
     * @throws dev.brushcast.engine.EngineException if a graph is missing or does not fit
     */
    public TextEncoder open(@Nullable Path promptCache, List<String> told) {
        TextEncoder encoder = new OrtTextEncoder(graphs);
        if (promptCache == null) {
            graphs.forEach(graph -> told.add(graph.load()));
            return encoder;
        }
        parts.forEach(part -> told.add(part.folder() + ": for prompts that are not in " + promptCache));
        return CachedTextEncoder.of(encoder, parts, sdxl ? "penultimate" : "last", promptCache);
    }

    @Override
    public void close() {
        graphs.forEach(TextGraph::close);
    }
}
