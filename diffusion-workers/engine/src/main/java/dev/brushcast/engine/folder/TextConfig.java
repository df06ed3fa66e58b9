package dev.brushcast.engine.folder;

/**
 * A text encoder's shape, from {@code text_encoder/config.json}. Where the file leaves a field out, the default of
 * transformers' {@code CLIPTextConfig} or {@code UMT5Config} holds.
 *
 * @param family how it is talked to
 * @param className {@code CLIPTextModel}, {@code CLIPTextModelWithProjection} for SDXL's second encoder, {@code
 *     UMT5EncoderModel}
 * @param vocabularySize number of token ids
 * @param maxPositions longest prompt, in tokens, marks of beginning and end included. T5 has no bound of its own: {@code
 *     text_len}, which is not a field of transformers', says what the network was trained with
 * @param hiddenSize width of a token's embedding
 * @param hiddenLayers number of layers
 * @param projectionDim width of the pooled embedding
 */
public record TextConfig(
        TextFamily family,
        String className,
        int vocabularySize,
        int maxPositions,
        int hiddenSize,
        int hiddenLayers,
        int projectionDim) {

    static TextConfig read(JsonConfig config) {
        var architectures = config.list("architectures", node -> node.isTextual(), node -> node.textValue(), "texts");
        String className = architectures == null || architectures.isEmpty() ? "" : architectures.getFirst();
        return switch (TextFamily.of(config, className)) {
            case CLIP ->
                new TextConfig(
                        TextFamily.CLIP,
                        className.isEmpty() ? "CLIPTextModel" : className,
                        config.positive("vocab_size", 49408),
                        config.positive("max_position_embeddings", 77),
                        config.positive("hidden_size", 512),
                        config.positive("num_hidden_layers", 12),
                        config.positive("projection_dim", 512));
            case T5 -> {
                int width = config.positive("d_model", 512);
                yield new TextConfig(
                        TextFamily.T5,
                        className.isEmpty() ? "UMT5EncoderModel" : className,
                        config.positive("vocab_size", 250112),
                        config.positive("text_len", 512),
                        width,
                        config.positive("num_layers", 8),
                        width);
            }
        };
    }
}
