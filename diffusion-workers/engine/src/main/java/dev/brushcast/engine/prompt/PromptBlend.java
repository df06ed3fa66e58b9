package dev.brushcast.engine.prompt;

import dev.brushcast.engine.Style.Blend;
import dev.brushcast.engine.model.Conditioning;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Blends the embeddings of several prompts by weight. */
final class PromptBlend {

    /** Vectors closer in direction than this are blended on the line between them, where the arc is not defined. */
    private static final double PARALLEL = 0.9995;

    private PromptBlend() {}

    /**
     * Folds each embedding into those before it by its share of the weight so far: along the line (LINEAR), or on the
     * arc between each token's two states with their length blended along the line (SLERP).
     *
     * @param width width of one token's state
     */
    static Conditioning blend(List<Conditioning> embeddings, double[] weights, Blend blend, int width) {
        float[] states = embeddings.getFirst().states().clone();
        float @Nullable [] pooled = embeddings.getFirst().pooled();
        pooled = pooled == null ? null : pooled.clone();
        double total = weights[0];
        for (int k = 1; k < embeddings.size(); k++) {
            total += weights[k];
            double share = total == 0 ? 0 : weights[k] / total;
            fold(states, embeddings.get(k).states(), share, blend, width);
            float[] other = embeddings.get(k).pooled();
            if (pooled != null && other != null) {
                fold(pooled, other, share, blend, pooled.length);
            }
        }
        return new Conditioning(states, pooled);
    }

    private static void fold(float[] into, float[] other, double share, Blend blend, int width) {
        IntStream.iterate(0, at -> at < into.length, at -> at + width).forEach(at -> {
            switch (blend) {
                case LINEAR -> mix(into, other, at, width, 1 - share, share);
                case SLERP -> arc(into, other, at, width, share);
            }
        });
    }

    private static void arc(float[] into, float[] other, int at, int width, double share) {
        double dot = 0;
        double oneSquares = 0;
        double otherSquares = 0;
        for (int i = at; i < at + width; i++) {
            dot += (double) into[i] * other[i];
            oneSquares += (double) into[i] * into[i];
            otherSquares += (double) other[i] * other[i];
        }
        double oneLength = Math.sqrt(oneSquares);
        double otherLength = Math.sqrt(otherSquares);
        double cosine = dot / (oneLength * otherLength);
        if (!(Math.abs(cosine) < PARALLEL)) {
            mix(into, other, at, width, 1 - share, share);
            return;
        }
        double angle = Math.acos(cosine);
        double length = (1 - share) * oneLength + share * otherLength;
        mix(
                into,
                other,
                at,
                width,
                length * Math.sin((1 - share) * angle) / (Math.sin(angle) * oneLength),
                length * Math.sin(share * angle) / (Math.sin(angle) * otherLength));
    }

    private static void mix(float[] into, float[] other, int at, int width, double mine, double theirs) {
        for (int i = at; i < at + width; i++) {
            into[i] = (float) (mine * into[i] + theirs * other[i]);
        }
    }
}
