package dev.brushcast.engine.onnx.text;

import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.TextEncoder;
import dev.brushcast.engine.text.PromptWeights;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One or two text encoders whose states are joined side by side; the last one's pooled embedding comes along. */
public final class OrtTextEncoder implements TextEncoder {

    private final List<TextGraph> parts;

    public OrtTextEncoder(List<TextGraph> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public Conditioning encode(PromptWeights prompt) {
        List<Conditioning> encoded =
                parts.stream().map(part -> part.encode(prompt)).toList();
        float @Nullable [] pooled = encoded.getLast().pooled();
        if (encoded.size() == 1) {
            return new Conditioning(encoded.getFirst().states(), pooled);
        }
        int width = parts.stream().mapToInt(TextGraph::width).sum();
        int tokens = parts.getFirst().tokens();
        float[] joined = new float[tokens * width];
        int offset = 0;
        for (int part = 0; part < parts.size(); part++) {
            int partWidth = parts.get(part).width();
            for (int token = 0; token < tokens; token++) {
                System.arraycopy(
                        encoded.get(part).states(), token * partWidth, joined, token * width + offset, partWidth);
            }
            offset += partWidth;
        }
        return new Conditioning(joined, pooled);
    }

    @Override
    public String cutOff(PromptWeights prompt) {
        // Of several encoders the one with the least room: what it does not see is not seen as a whole.
        return parts.stream()
                .map(part -> part.cutOff(prompt))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    @Override
    public void close() {
        parts.forEach(TextGraph::close);
    }
}
