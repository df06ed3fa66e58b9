package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.PromptChange;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.flow.StepTimes;
import dev.brushcast.engine.video.session.SeededSessionNoise;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A stream: parts its frames into pieces, and begins another take where the one before cannot go on. Used by one thread at a time. */
final class VideoStream implements StreamSession {

    private final String streamId;
    private final VideoEngine engine;
    private final Outbox outbox = new Outbox();
    private @Nullable Take take;
    private Style.@Nullable Prompts prompts;
    private long idleSinceNanos;
    private boolean forgot;

    VideoStream(String streamId, VideoEngine engine) {
        this.streamId = streamId;
        this.engine = engine;
        this.idleSinceNanos = engine.now();
    }

    @Override
    public CompletionStage<RenderResult> render(RenderRequest request) {
        request.frames().stream().map(SourceFrame::size).forEach(engine::check);
        long waited = engine.now() - idleSinceNanos;
        return engine.begin(outbox, request.frames().size(), job -> {
                    List<SourceFrame> frames = request.frames();
                    int chunk = engine.framesPerChunk();
                    for (int at = 0; at < frames.size(); at += chunk) {
                        enter(frames.subList(at, Math.min(frames.size(), at + chunk)), request, waited, job);
                    }
                })
                .thenApply(results -> {
                    idleSinceNanos = engine.now();
                    return new RenderResult(results, request.continuity());
                });
    }

    private void enter(List<SourceFrame> frames, RenderRequest request, long waited, ChunkJob job) {
        SourceFrame begins = frames.getFirst();
        PictureSize size = begins.size();
        Style style = begins.style();
        engine.tellOnce(style);
        RenderedFrame refused = size == null ? refusedAs("style", "there is no picture") : refusal(size, begins);
        if (refused != null || size == null) {
            refuse(frames, refused, request, job);
            return;
        }
        StepTimes times = engine.times(style);
        Take before = take;
        boolean begun = goesOn(size, style, job);
        Take now = begun ? before : engine.takes().begin(streamId, size, times);
        take = now;
        prompts = style.prompts();
        if (now == null) {
            refuse(frames, new RenderedFrame.NoRoom(engine.takes().noRoom(size)), request, job);
            return;
        }
        boolean windows = engine.choice().wantsWindows() && engine.takes().hasWindows(now, times.count());
        Mode mode = begun ? engine.choice().choose(waited, windows) : Mode.STEP_BY_STEP;
        Piece piece = new Piece(
                frames,
                !begun,
                request.shown(),
                engine.ticket(streamId, request.deadlineNanos()),
                new Piece.Steps(mode, times),
                new SeededSessionNoise(streamId, style.seeds()),
                engine.prompt(style));
        job.hold();
        engine.stages().enter(now, piece, job);
    }

    /** Whether the take that there is can go on; one that cannot brings out what is on its way, and ends. */
    private boolean goesOn(PictureSize size, Style style, ChunkJob job) {
        Take before = take;
        if (before == null) {
            return false;
        }
        boolean restarts = engine.promptChange() == PromptChange.RESTART
                && !style.prompts().equals(prompts);
        if (!before.isOver() && before.size().equals(size) && !restarts) {
            return true;
        }
        forgot |= before.isOver();
        job.hold();
        engine.stages().drain(before, job);
        engine.stages().leave(before);
        return false;
    }

    private @Nullable RenderedFrame refusal(PictureSize size, SourceFrame frame) {
        if (!engine.bound().allows(size)) {
            return refusedAs(
                    "size", "a picture of " + size + " is too large for this worker, which takes " + engine.bound());
        }
        return engine.refusal(frame.style(), frame.picture() != null)
                .map(why -> refusedAs("style", why))
                .orElse(null);
    }

    private static RenderedFrame refusedAs(String reason, String message) {
        return new RenderedFrame.Failed(reason, message);
    }

    private static void refuse(
            List<SourceFrame> frames, @Nullable RenderedFrame outcome, RenderRequest request, ChunkJob job) {
        if (request.shown() && outcome != null) {
            job.add(frames.stream()
                    .map(frame -> new FrameResult(frame.number(), outcome))
                    .toList());
        }
    }

    @Override
    public CompletionStage<List<FrameResult>> drain() {
        return engine.begin(outbox, 1, job -> {
            Take before = take;
            if (before != null) {
                job.hold();
                engine.stages().drain(before, job);
            }
        });
    }

    /** Whether the take that is under way is the one that it was. */
    @Override
    public boolean isWhole() {
        Take now = take;
        return !forgot && (now == null || !now.isOver());
    }

    @Override
    public void close() {
        Take before = take;
        take = null;
        if (before != null) {
            engine.stages().leave(before);
        }
    }
}
