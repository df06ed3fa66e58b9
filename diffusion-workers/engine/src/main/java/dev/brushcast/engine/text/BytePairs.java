package dev.brushcast.engine.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Byte-pair merging (Sennrich et al., 2016) with CLIP's end-of-word mark: a word starts as its symbols, the last one
 * marked; the neighbouring pair that was learnt first is merged wherever it stands, until no learnt pair is left.
 *
 * <p>A word of n symbols takes at most n times as many steps as distinct pairs are merged in it.
 */
final class BytePairs {

    private static final String END_OF_WORD = "</w>";

    private final Map<Pair, Integer> ranks;

    /** @param ranks the learnt pairs, each with its place in the order of learning */
    BytePairs(Map<Pair, Integer> ranks) {
        this.ranks = Map.copyOf(ranks);
    }

    /** Two neighbouring symbols. */
    record Pair(String first, String second) {}

    /** Splits a word, given as byte symbols, into its merged symbols. */
    List<String> split(String word) {
        List<String> symbols = new ArrayList<>(word.length());
        for (int i = 0; i < word.length(); i++) {
            symbols.add(word.substring(i, i + 1));
        }
        symbols.set(word.length() - 1, symbols.getLast() + END_OF_WORD);
        for (Pair best = best(symbols); best != null; best = best(symbols)) {
            symbols = merge(symbols, best);
        }
        return symbols;
    }

    private @Nullable Pair best(List<String> symbols) {
        Pair best = null;
        int bestRank = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < symbols.size(); i++) {
            Pair pair = new Pair(symbols.get(i), symbols.get(i + 1));
            int rank = ranks.getOrDefault(pair, Integer.MAX_VALUE);
            if (rank < bestRank) {
                bestRank = rank;
                best = pair;
            }
        }
        return best;
    }

    private static List<String> merge(List<String> symbols, Pair pair) {
        List<String> merged = new ArrayList<>(symbols.size());
        for (int i = 0; i < symbols.size(); i++) {
            if (i + 1 < symbols.size()
                    && symbols.get(i).equals(pair.first())
                    && symbols.get(i + 1).equals(pair.second())) {
                merged.add(pair.first() + pair.second());
                i++;
            } else {
                merged.add(symbols.get(i));
            }
        }
        return merged;
    }
}
