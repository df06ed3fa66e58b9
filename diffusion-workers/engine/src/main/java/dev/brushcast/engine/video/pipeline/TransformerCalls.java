package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.batch.StepCalls;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.CrossKeys;
import dev.brushcast.engine.video.model.TransformerRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Calls of the transformer, for passes and for prompts. A prompt's keys are kept for the prompts used last: few, since they are
 * large. Owned by the thread that denoises.
 */
final class TransformerCalls implements StepCalls<PassTask> {

    private static final int KEPT = 8;

    private final CausalTransformer transformer;
    private final Map<Prompt, CrossKeys> prompts = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Prompt, CrossKeys> eldest) {
            return size() > KEPT;
        }
    };

    TransformerCalls(CausalTransformer transformer) {
        this.transformer = transformer;
    }

    /** Prompts are encoded once, so that the same array is the same prompt. */
    private record Prompt(Conditioning told) {

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Prompt prompt && prompt.told == told;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(told);
        }
    }

    @Override
    public void advance(List<PassTask> planned) {
        transformer.run(rows(planned));
    }

    @Override
    public int depth() {
        return transformer.depth();
    }

    @Override
    public CompletionStage<Void> submit(List<PassTask> planned) {
        return transformer.submit(rows(planned));
    }

    private static List<TransformerRow> rows(List<PassTask> planned) {
        return planned.stream().map(PassTask::row).toList();
    }

    /** A prompt's keys and values. */
    CrossKeys keysOf(Conditioning prompt) {
        return prompts.computeIfAbsent(
                new Prompt(prompt), key -> transformer.crossKeys(key.told().states()));
    }
}
