package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A clip through one session, every frame of it, as a recording goes through a worker. */
final class StyledFrames {

    private static final int CHUNK = 4;

    /** Draws depend on it: with the same one, a clip by another name comes out the same. */
    private static final String STREAM = "bench";

    private StyledFrames() {}

    /** Takes frames as they come out, each once and in order. */
    interface Taker {
        void take(long number, Picture picture);
    }

    /**
     * Renders so many frames.
     *
     * @param frames how many; the clip begins anew after its last
     * @throws EngineException if one of them is not rendered
     */
    static void render(DiffusionEngine engine, Clip clip, Style style, long frames, Taker taker) {
        InOrder inOrder = new InOrder(taker);
        try (StreamSession session = engine.open(STREAM)) {
            Continuity continuity = Continuity.NONE;
            for (long number = 0; number < frames; number += CHUNK) {
                RenderRequest request = new RenderRequest(
                        chunk(clip, style, number, Math.min(frames, number + CHUNK)), continuity, Long.MAX_VALUE);
                RenderResult result = join(session.render(request));
                continuity = result.continuity();
                result.results().forEach(inOrder::add);
            }
            join(session.drain()).forEach(inOrder::add);
        }
        if (inOrder.next != frames) {
            throw new EngineException(inOrder.next + " of " + frames + " frames have come out");
        }
    }

    static List<SourceFrame> chunk(Clip clip, Style style, long first, long end) {
        List<SourceFrame> chunk = new ArrayList<>();
        for (long number = first; number < end; number++) {
            chunk.add(new SourceFrame(number, clip.micros(number), clip.looped(number), style));
        }
        return chunk;
    }

    /** What a stage comes to; failures as the engine says them. */
    static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EngineException cause ? cause : e;
        }
    }

    /** Why a frame that has no picture has none. */
    static EngineException notRendered(long number, RenderedFrame outcome) {
        return new EngineException("frame " + number + " was not rendered: "
                + switch (outcome) {
                    case RenderedFrame.Failed failed -> failed.message();
                    case RenderedFrame.NoRoom noRoom -> noRoom.message();
                    case RenderedFrame.Late _ -> "it was late";
                    case RenderedFrame.Similar _ -> "it was like the one before";
                    case RenderedFrame.Styled _ -> throw new IllegalArgumentException("it was");
                });
    }

    private static final class InOrder {

        private final Taker taker;
        private long next;

        InOrder(Taker taker) {
            this.taker = taker;
        }

        void add(FrameResult result) {
            if (!(result.outcome() instanceof RenderedFrame.Styled styled)) {
                throw notRendered(result.number(), result.outcome());
            }
            if (result.number() != next) {
                throw new EngineException("frame " + result.number() + " has come out where " + next + " was due");
            }
            next++;
            taker.take(result.number(), styled.picture());
        }
    }
}
