package dev.brushcast.engine.folder;

/**
 * A CLIP text encoder's shape, from {@code text_encoder/config.json}. Where the file leaves a field out, the default of
 * transformers' {@code CLIPTextConfig} holds.
 *
 * @param className {@code CLIPTextModel}, or {@code CLIPTextModelWithProjection} for SDXL's second encoder
 * @param vocabularySize number of token ids
 * @param maxPositions longest prompt, in tokens, marks of beginning and end included
 * @param hiddenSize width of a token's embedding
 * @param hiddenLayers number of layers
 * @param projectionDim width of the pooled embedding
 */
public record TextConfig(
        String className, int vocabularySize, int maxPositions, int hiddenSize, int hiddenLayers, int projectionDim) {

    static TextConfig read(JsonConfig config) {
        var architectures = config.list("architectures", node -> node.isTextual(), node -> node.textValue(), "texts");
        return new TextConfig(
                architectures == null || architectures.isEmpty() ? "CLIPTextModel" : architectures.getFirst(),
                config.positive("vocab_size", 49408),
                config.positive("max_position_embeddings", 77),
                config.positive("hidden_size", 512),
                config.positive("num_hidden_layers", 12),
                config.positive("projection_dim", 512));
    }
}
