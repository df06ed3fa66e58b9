package dev.brushcast.engine.text;

import java.util.Arrays;

/**
 * A text encoder's input with the attention that each of its tokens is to get.
 *
 * @param ids marks, tokens and padding, as many as the encoder takes
 * @param weights one for each id; those of marks and padding are 1
 * @param count of the ids before the padding
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record WeightedTokens(int[] ids, float[] weights, int count) {

    /**
     * The tokens of a prompt in which marks set weights ({@link PromptWeights}). Each piece is tokenized alone; without
     * marks these are the very ids of {@link Tokenizer#encodePadded}.
     */
    public static WeightedTokens of(Tokenizer tokenizer, PromptWeights prompt) {
        int[] ids = new int[tokenizer.maxLength()];
        float[] weights = new float[ids.length];
        Arrays.fill(weights, 1);
        Arrays.fill(ids, tokenizer.padId());
        int[] before = tokenizer.before();
        int[] after = tokenizer.after();
        System.arraycopy(before, 0, ids, 0, before.length);
        int count = before.length;
        for (PromptWeights.Piece piece : prompt.pieces()) {
            for (int id : tokenizer.tokens(piece.text(), ids.length - after.length - count)) {
                weights[count] = piece.weight();
                ids[count++] = id;
            }
        }
        System.arraycopy(after, 0, ids, count, after.length);
        return new WeightedTokens(ids, weights, count + after.length);
    }

    /**
     * Weights the encoder's output in place: each token's embedding is multiplied by its weight, then all of them by one
     * factor that brings the mean magnitude back to what it was. Where all weights are 1, nothing is touched.
     *
     * <p>That is the rule of AUTOMATIC1111's web interface but for one thing: it keeps the mean itself, signs included,
     * which divides by nearly nothing for an encoder whose output has a mean of nearly nothing.
     *
     * @param embeddings one row per id, row-major; the width of a row is its length divided by that of {@code weights}
     * @throws IllegalArgumentException if it is not a multiple of that
     */
    public void apply(float[] embeddings) {
        if (embeddings.length % weights.length != 0) {
            throw new IllegalArgumentException(embeddings.length + " values for " + weights.length + " tokens");
        }
        if (isPlain()) {
            return;
        }
        int width = embeddings.length / weights.length;
        double before = 0;
        double after = 0;
        for (int i = 0; i < embeddings.length; i++) {
            before += Math.abs(embeddings[i]);
            embeddings[i] *= weights[i / width];
            after += Math.abs(embeddings[i]);
        }
        if (after > 0) {
            float factor = (float) (before / after);
            for (int i = 0; i < embeddings.length; i++) {
                embeddings[i] *= factor;
            }
        }
    }

    private boolean isPlain() {
        for (float weight : weights) {
            if (weight != 1) {
                return false;
            }
        }
        return true;
    }
}
