package dev.brushcast.worker.style;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Prompts;
import dev.brushcast.engine.Style.Seeds;
import dev.brushcast.engine.Style.WeightedPrompt;
import dev.brushcast.engine.Style.WeightedSeed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A style between two others. */
final class StyleBlend {

    /** A share that makes no step of 255 is not seen, and left out: each prompt costs its encoding. */
    static final double UNSEEN = 1.0 / 1024;

    private StyleBlend() {}

    /**
     * The style that is {@code share} of the way from one to the other. Prompts and seeds are blended by weight, the way
     * the target blends them; all else is the target's, for there is nothing between two numbers of steps.
     *
     * @param share 0: prompts and seeds of {@code from}; 1: those of {@code to}
     */
    static Style of(Style from, Style to, double share) {
        return to.withPrompts(new Prompts(
                        prompts(from.prompts().positive(), to.prompts().positive(), share),
                        to.prompts().blend(),
                        to.prompts().negative()))
                .withSeeds(new Seeds(
                        seeds(from.seeds().weighted(), to.seeds().weighted(), share),
                        to.seeds().blend()));
    }

    /** A blended style without what is not seen of it; all else keeps its weight. */
    static Style seen(Style blended) {
        List<WeightedPrompt> prompts = blended.prompts().positive().stream()
                .filter(prompt -> prompt.weight() >= UNSEEN)
                .toList();
        List<WeightedSeed> seeds = blended.seeds().weighted().stream()
                .filter(seed -> seed.weight() >= UNSEEN)
                .toList();
        // Of very many that are hardly seen each, all are seen together.
        Style fewer = prompts.isEmpty()
                ? blended
                : blended.withPrompts(new Prompts(
                        prompts, blended.prompts().blend(), blended.prompts().negative()));
        return seeds.isEmpty()
                ? fewer
                : fewer.withSeeds(new Seeds(seeds, blended.seeds().blend()));
    }

    private static List<WeightedPrompt> prompts(List<WeightedPrompt> from, List<WeightedPrompt> to, double share) {
        double fromTotal = from.stream().mapToDouble(WeightedPrompt::weight).sum();
        double toTotal = to.stream().mapToDouble(WeightedPrompt::weight).sum();
        Map<String, Double> weights = new LinkedHashMap<>();
        from.forEach(p -> add(weights, p.text(), (1 - share) * p.weight() / fromTotal));
        to.forEach(p -> add(weights, p.text(), share * p.weight() / toTotal));
        List<WeightedPrompt> blended = new ArrayList<>();
        weights.forEach((text, weight) -> blended.add(new WeightedPrompt(text, weight)));
        return blended;
    }

    private static List<WeightedSeed> seeds(List<WeightedSeed> from, List<WeightedSeed> to, double share) {
        double fromTotal = from.stream().mapToDouble(WeightedSeed::weight).sum();
        double toTotal = to.stream().mapToDouble(WeightedSeed::weight).sum();
        Map<Long, Double> weights = new LinkedHashMap<>();
        from.forEach(s -> add(weights, s.seed(), (1 - share) * s.weight() / fromTotal));
        to.forEach(s -> add(weights, s.seed(), share * s.weight() / toTotal));
        List<WeightedSeed> blended = new ArrayList<>();
        weights.forEach((seed, weight) -> blended.add(new WeightedSeed(seed, weight)));
        return blended;
    }

    private static <K> void add(Map<K, Double> weights, K key, double weight) {
        if (weight > 0) {
            weights.merge(key, weight, Double::sum);
        }
    }
}
