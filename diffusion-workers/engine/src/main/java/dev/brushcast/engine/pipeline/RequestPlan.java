package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a request's frames.
 *
 * @param entries one for each frame, in order
 * @param skipped the similarity filter's counter after the last
 */
record RequestPlan(List<Entry> entries, int skipped) {

    static final RequestPlan EMPTY = new RequestPlan(List.of(), 0);

    /** A frame's fate. */
    sealed interface Entry {

        /** It is rendered. */
        record Render(FrameSlot slot) implements Entry {}

        /**
         * It is so like one before that that one's picture is shown again.
         *
         * @param as the one before; null if that was rendered in an earlier request
         */
        record Same(@Nullable FrameSlot as) implements Entry {}

        /** It cannot be rendered. */
        record Refused(RenderedFrame.Failed why) implements Entry {}
    }

    List<FrameSlot> rendered() {
        return entries.stream()
                .flatMap(entry -> entry instanceof Entry.Render render
                        ? List.of(render.slot()).stream()
                        : List.<FrameSlot>of().stream())
                .toList();
    }

    /** The request's result, once every frame that is rendered has its outcome. */
    RenderResult result(RenderRequest request, Map<FrameSlot, RenderedFrame> outcomes) {
        List<FrameResult> results = new ArrayList<>();
        for (int i = 0; request.shown() && i < entries.size(); i++) {
            results.add(new FrameResult(request.frames().get(i).number(), outcome(entries.get(i), outcomes)));
        }
        return new RenderResult(results, continuity(request.continuity(), outcomes));
    }

    private static RenderedFrame outcome(Entry entry, Map<FrameSlot, RenderedFrame> outcomes) {
        return switch (entry) {
            case Entry.Render render -> of(render.slot(), outcomes);
            case Entry.Refused refused -> refused.why();
            case Entry.Same same -> {
                FrameSlot as = same.as();
                // A frame like one that did not come out has no picture to show again: it shares that one's fate.
                yield as == null || of(as, outcomes) instanceof RenderedFrame.Styled
                        ? new RenderedFrame.Similar()
                        : of(as, outcomes);
            }
        };
    }

    private Continuity continuity(Continuity before, Map<FrameSlot, RenderedFrame> outcomes) {
        for (FrameSlot slot : rendered().reversed()) {
            if (of(slot, outcomes) instanceof RenderedFrame.Styled) {
                @Nullable Picture reference = slot.style.similarity() == null ? null : slot.source.picture();
                return new Continuity(slot.source.number(), reference, slot.source.style(), skipped);
            }
        }
        return new Continuity(before.referenceFrame(), before.reference(), before.referenceStyle(), skipped);
    }

    private static RenderedFrame of(FrameSlot slot, Map<FrameSlot, RenderedFrame> outcomes) {
        RenderedFrame outcome = outcomes.get(slot);
        if (outcome == null) {
            throw new IllegalStateException("frame " + slot.source.number() + " has no outcome");
        }
        return outcome;
    }
}
