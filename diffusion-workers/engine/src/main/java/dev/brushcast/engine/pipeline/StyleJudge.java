package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.WeightedPrompt;
import dev.brushcast.engine.StyleVerdict;
import dev.brushcast.engine.prompt.StyleGuide;
import dev.brushcast.engine.prompt.TextThread;
import dev.brushcast.engine.text.PromptWeights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of a style what the model cannot do, and what its user should know. Safe for use by several threads. */
public final class StyleJudge {

    private static final Logger LOGGER = LoggerFactory.getLogger(StyleJudge.class);
    private static final int REMEMBERED = 256;

    private final TextThread text;
    private final int tokens;
    private final StyleRules rules;
    private final StyleGuide guide;
    private final Set<Prompted> seen = Collections.newSetFromMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Prompted, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    /**
     * @param text thread of the model's encoder
     * @param tokens of a prompt
     * @param rules of the model
     */
    public StyleJudge(TextThread text, int tokens, StyleRules rules, StyleGuide guide) {
        this.text = text;
        this.tokens = tokens;
        this.rules = rules;
        this.guide = guide;
    }

    /** What notes depend on: weights, which change with every frame of a transition, are not among it. */
    private record Prompted(List<String> prompts, String negative, Style.GuidanceKind guidance) {

        static Prompted of(Style style) {
            return new Prompted(
                    style.prompts().positive().stream()
                            .map(WeightedPrompt::text)
                            .toList(),
                    style.prompts().negative(),
                    style.guidance().kind());
        }
    }

    /**
     * Waits for the text encoder. Whoever asks has been told.
     *
     * @throws EngineException if the prompt cannot be encoded, or the engine is closed
     */
    public StyleVerdict judge(Style style, boolean fromPicture) {
        synchronized (seen) {
            seen.add(Prompted.of(style));
        }
        return verdict(style, fromPicture, StyleJudge::quoted);
    }

    /** Why the model cannot do it; answers at once. */
    public Optional<String> refusal(Style style, boolean fromPicture) {
        try {
            rules.resolve(style, fromPicture);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** For whoever asks, whose prompt it is. */
    private static String quoted(String prompt) {
        return "\"" + prompt + "\"";
    }

    /** For the log: its readers need not be those whose prompts they are. */
    private static String withheld(String prompt) {
        return "(" + prompt.length() + " characters)";
    }

    /** @param shown how prompts stand in the notes */
    private StyleVerdict verdict(Style style, boolean fromPicture, UnaryOperator<String> shown) {
        Optional<String> refusal = refusal(style, fromPicture);
        if (refusal.isPresent()) {
            return StyleVerdict.refused(refusal.get());
        }
        List<String> notes = new ArrayList<>();
        for (WeightedPrompt prompt : style.prompts().positive()) {
            cut("prompt", prompt.text(), shown, notes);
            answer(guide.note(prompt.text(), shown)).ifPresent(notes::add);
        }
        if (rules.readsNegative(style)) {
            cut("negative prompt", style.prompts().negative(), shown, notes);
        }
        notes.addAll(rules.notes(style, shown));
        return new StyleVerdict(Optional.empty(), notes);
    }

    /** Logs the notes on a style that has not been seen lately; somewhere else, since the prompt may have to be encoded. */
    public void tellOnce(Style style, boolean fromPicture, Executor elsewhere) {
        boolean isNew;
        synchronized (seen) {
            isNew = seen.add(Prompted.of(style));
        }
        if (!isNew) {
            return;
        }
        try {
            elsewhere.execute(() -> tell(style, fromPicture));
        } catch (RejectedExecutionException e) {
            LOGGER.debug("the engine is being closed, and there is nobody to tell", e);
        }
    }

    private void tell(Style style, boolean fromPicture) {
        try {
            verdict(style, fromPicture, StyleJudge::withheld).notes().forEach(LOGGER::warn);
            if (LOGGER.isDebugEnabled()) {
                verdict(style, fromPicture, StyleJudge::quoted).notes().forEach(LOGGER::debug);
            }
        } catch (CompletionException | EngineException e) {
            // The frames themselves fail by it; or the engine is being closed, and there is nobody to tell.
            LOGGER.debug("nothing is known of the prompt", e);
        }
    }

    private static <T> T answer(CompletableFuture<T> asked) {
        try {
            return asked.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EngineException known ? known : e;
        }
    }

    private void cut(String what, String prompt, UnaryOperator<String> shown, List<String> notes) {
        String cutOff = answer(text.ask(encoder -> encoder.cutOff(PromptWeights.parse(prompt))));
        if (!cutOff.isEmpty()) {
            notes.add("the " + what + " is longer than the "
                    + tokens + " tokens that the model reads: "
                    + shown.apply(cutOff) + " is cut off");
        }
    }
}
