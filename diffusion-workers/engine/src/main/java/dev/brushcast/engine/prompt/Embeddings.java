package dev.brushcast.engine.prompt;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.WeightedPrompt;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.text.PromptWeights;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the network is told of each style's prompts. Texts are encoded on a thread of their own, once: a frame whose
 * prompt is known never waits for another's. Safe for use by several threads.
 */
public final class Embeddings {

    private static final int KEPT = 256;

    private final TextThread text;
    private final int contextWidth;
    private final FutureCache<String, Conditioning> texts = new FutureCache<>(KEPT);
    private final FutureCache<BlendKey, Conditioning> blends = new FutureCache<>(KEPT);

    /**
     * @param text thread of the model's encoder
     * @param contextWidth width of one token's state
     */
    public Embeddings(TextThread text, int contextWidth) {
        this.text = text;
        this.contextWidth = contextWidth;
    }

    /** Of the style's prompts, blended. */
    public CompletableFuture<Conditioning> positive(Style style) {
        List<WeightedPrompt> prompts = style.prompts().positive();
        return prompts.size() == 1
                ? text(prompts.getFirst().text())
                : blends.get(new BlendKey(prompts, style.prompts().blend()), this::blend);
    }

    /** Of the style's negative prompt. */
    public CompletableFuture<Conditioning> negative(Style style) {
        return text(style.prompts().negative());
    }

    private CompletableFuture<Conditioning> text(String prompt) {
        return texts.get(prompt, key -> text.ask(encoder -> encoder.encode(PromptWeights.parse(key))));
    }

    private CompletableFuture<Conditioning> blend(BlendKey key) {
        List<CompletableFuture<Conditioning>> parts =
                key.prompts().stream().map(prompt -> text(prompt.text())).toList();
        double[] weights =
                key.prompts().stream().mapToDouble(WeightedPrompt::weight).toArray();
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(_ -> PromptBlend.blend(
                        parts.stream().map(CompletableFuture::join).toList(), weights, key.blend(), contextWidth));
    }

    private record BlendKey(List<WeightedPrompt> prompts, Style.Blend blend) {}
}
