package dev.brushcast.engine.prompt;

import dev.brushcast.engine.folder.KnownStyles;
import dev.brushcast.engine.model.TextEncoder;
import dev.brushcast.engine.text.PromptWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Tells which prompts a model of few styles does not know: those that its text encoder puts nearest to the empty prompt.
 * Which of the others is nearest then is told by the encoder as well. Safe for use by several threads.
 */
public final class StyleGuide {

    /** Shorter words say nothing of what is asked for. */
    private static final int SHORTEST_WORD = 4;

    private final KnownStyles styles;
    private final TextThread text;
    /** The embeddings of each style's phrases; made on the text thread when they are first needed, and owned by it. */
    private final Map<String, List<float[]>> embedded = new LinkedHashMap<>();

    /** @param text thread of the model's encoder */
    public StyleGuide(KnownStyles styles, TextThread text) {
        this.styles = styles;
        this.text = text;
    }

    /**
     * One line on a prompt that the model does not know; empty if it knows it, or takes any.
     *
     * @param shown how the prompt stands in the line
     */
    public CompletableFuture<Optional<String>> note(String prompt, UnaryOperator<String> shown) {
        Optional<String> plain = plainStyle();
        if (plain.isEmpty() || prompt.isBlank() || asksFor(prompt, plain.get())) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return text.ask(encoder -> judge(encoder, prompt, plain.get(), shown));
    }

    /** What a prompt without a style gives. */
    private Optional<String> plainStyle() {
        return styles.phrases().entrySet().stream()
                .filter(style -> style.getValue().contains(""))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private boolean asksFor(String prompt, String style) {
        List<String> words = words(prompt);
        return styles.phrases().getOrDefault(style, List.of()).stream()
                .flatMap(phrase -> words(phrase).stream())
                .anyMatch(words::contains);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\P{L}+"))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .toList();
    }

    private Optional<String> judge(TextEncoder encoder, String prompt, String plain, UnaryOperator<String> shown) {
        if (embedded.isEmpty()) {
            styles.phrases().forEach((name, phrases) -> {
                List<float[]> states = new ArrayList<>();
                phrases.forEach(phrase -> states.add(encoder.encodePlain(phrase).states()));
                embedded.put(name, states);
            });
        }
        float[] states = encoder.encode(PromptWeights.parse(prompt)).states();
        String nearest = plain;
        String nearestOther = plain;
        double least = Double.MAX_VALUE;
        double leastOther = Double.MAX_VALUE;
        for (Map.Entry<String, List<float[]>> style : embedded.entrySet()) {
            double distance = style.getValue().stream()
                    .mapToDouble(phrase -> distance(phrase, states))
                    .min()
                    .orElseThrow();
            if (distance < least) {
                least = distance;
                nearest = style.getKey();
            }
            if (!style.getKey().equals(plain) && distance < leastOther) {
                leastOther = distance;
                nearestOther = style.getKey();
            }
        }
        return nearest.equals(plain)
                ? Optional.of("the model knows no style " + shown.apply(prompt)
                        + " and gives the picture back: it knows "
                        + String.join(", ", styles.phrases().keySet()) + "; nearest is " + nearestOther + ", as in \""
                        + styles.phrases()
                                .getOrDefault(nearestOther, List.of(""))
                                .getFirst() + "\"")
                : Optional.empty();
    }

    private static double distance(float[] one, float[] other) {
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            double apart = (double) one[i] - other[i];
            squares += apart * apart;
        }
        return squares;
    }
}
