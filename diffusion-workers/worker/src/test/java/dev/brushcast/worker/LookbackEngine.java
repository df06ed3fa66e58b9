package dev.brushcast.worker;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StageNanos;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.StyleVerdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An engine whose pictures are made of all that a session has in its memory: the first {@value #SINKS} frames that it has seen
 * and the last {@value #LOOKBACK}, with their styles. A chunk comes out some requests after it went in. Other memory, another
 * picture; so a test sees whether a session was shown what the one before had seen.
 */
public final class LookbackEngine implements DiffusionEngine {

    public static final int LOOKBACK = 12;

    private static final int SINKS = LOOKBACK / 4;

    private final int delay;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final List<RenderRequest> requests = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<?>> unanswered = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile boolean full;
    private volatile boolean mute;
    private volatile boolean failsToDrain;
    private volatile boolean failsNext;
    private volatile boolean closed;

    /** @param delay how many requests later a chunk comes out */
    public LookbackEngine(int delay) {
        this.delay = delay;
    }

    /** Sessions that are open now. */
    public int open() {
        return open.get();
    }

    /** Sessions that were opened. */
    public int opened() {
        return opened.get();
    }

    /** What was asked for, in order. */
    public List<RenderRequest> requests() {
        return requests;
    }

    /** From now on no request is answered, or every one again. */
    public void silent(boolean now) {
        silent = now;
    }

    /** From now on there is no room for frames, or room again. */
    public void full(boolean now) {
        full = now;
    }

    /** From now on what is pending is forgotten instead of brought out. */
    public void mute() {
        mute = true;
    }

    /** The next time that something is to be brought out, it is forgotten and the engine fails. */
    public void failToDrainOnce() {
        failsToDrain = true;
    }

    /** The next chunk fails, and its session forgets what it has seen. */
    public void failOnce() {
        failsNext = true;
    }

    @Override
    public EngineDescription description() {
        return new EngineDescription("lookback", "cpu", 8, 16 * 16, 1 << 20, LOOKBACK, true);
    }

    @Override
    public StyleVerdict judge(Style style, boolean fromPicture) {
        return StyleVerdict.FINE;
    }

    @Override
    public Optional<String> refusal(Style style, boolean fromPicture) {
        return Optional.empty();
    }

    @Override
    public void expect(PictureSize size) {
        // nothing to measure
    }

    @Override
    public StreamSession open(String streamId) {
        open.incrementAndGet();
        opened.incrementAndGet();
        return new Session(streamId);
    }

    @Override
    public void close() {
        closed = true;
        unanswered.forEach(answer -> answer.completeExceptionally(new EngineException("closed")));
    }

    private <T> CompletionStage<T> answer(T answer) {
        if (closed) {
            return CompletableFuture.failedFuture(new EngineException("closed"));
        }
        if (silent) {
            CompletableFuture<T> never = new CompletableFuture<>();
            unanswered.add(never);
            return never;
        }
        return CompletableFuture.completedFuture(answer);
    }

    private final class Session implements StreamSession {

        private final String streamId;
        private final List<Integer> sinks = new ArrayList<>();
        private final Deque<Integer> window = new ArrayDeque<>();
        private final Deque<List<FrameResult>> pending = new ArrayDeque<>();
        private @Nullable PictureSize size;
        private boolean isClosed;
        private boolean whole = true;

        Session(String streamId) {
            this.streamId = streamId;
        }

        @Override
        public CompletionStage<RenderResult> render(RenderRequest request) {
            if (isClosed) {
                return CompletableFuture.failedFuture(new IllegalStateException("the session is closed"));
            }
            PictureSize asked =
                    Objects.requireNonNull(request.frames().getFirst().size());
            if (size != null && !size.equals(asked)) {
                return CompletableFuture.failedFuture(new IllegalArgumentException("another size"));
            }
            size = asked;
            requests.add(request);
            if (full) {
                return answer(new RenderResult(
                        request.shown()
                                ? request.frames().stream()
                                        .map(frame -> new FrameResult(
                                                frame.number(), new RenderedFrame.NoRoom("no room for " + streamId)))
                                        .toList()
                                : List.of(),
                        Continuity.NONE));
            }
            List<FrameResult> chunk =
                    request.frames().stream().map(this::render).toList();
            if (failsNext && request.shown()) {
                failsNext = false;
                whole = false;
                sinks.clear();
                window.clear();
                chunk = request.frames().stream()
                        .map(frame -> new FrameResult(frame.number(), new RenderedFrame.Failed("denoise", "as asked")))
                        .toList();
            }
            List<FrameResult> out = new ArrayList<>();
            if (request.shown()) {
                pending.add(chunk);
            }
            while (pending.size() > delay) {
                out.addAll(pending.remove());
            }
            return answer(new RenderResult(out, Continuity.NONE));
        }

        private FrameResult render(SourceFrame frame) {
            byte shade = frame.picture() == null ? 0 : frame.picture().rgb()[0];
            int seen = 31 * shade + (int) frame.style().revision();
            if (sinks.size() < SINKS) {
                sinks.add(seen);
            }
            window.add(seen);
            if (window.size() > LOOKBACK) {
                window.remove();
            }
            PictureSize drawn = Objects.requireNonNull(frame.size());
            byte[] rgb = new byte[3 * drawn.pixels()];
            new Random(31L * sinks.hashCode() + List.copyOf(window).hashCode()).nextBytes(rgb);
            return new FrameResult(
                    frame.number(),
                    new RenderedFrame.Styled(
                            new Picture(drawn.width(), drawn.height(), rgb),
                            new StageNanos(1_000, 2_000, 3_000, 4_000)));
        }

        @Override
        public CompletionStage<List<FrameResult>> drain() {
            List<FrameResult> out =
                    mute ? List.of() : pending.stream().flatMap(List::stream).toList();
            pending.clear();
            if (failsToDrain) {
                failsToDrain = false;
                return CompletableFuture.failedFuture(new IllegalStateException("as asked"));
            }
            return answer(out);
        }

        @Override
        public boolean isWhole() {
            return whole;
        }

        @Override
        public void close() {
            if (!isClosed) {
                isClosed = true;
                open.decrementAndGet();
            }
        }
    }
}
