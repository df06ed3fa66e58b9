package dev.brushcast.worker;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FrameByFrame;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An engine that paints each frame flat in the number of its style's revision, so that a test sees which style a frame
 * was rendered in. With the similarity filter on, a frame equal to the one rendered before is reused.
 */
public final class PaintingEngine implements DiffusionEngine {

    /** A source picture of this shade cannot be rendered. */
    public static final int UNRENDERABLE = 99;

    /** The prompt of a style that it cannot do. */
    public static final String REFUSED = "a style that only the model can refuse";

    /** The prompt of a style that it can do on top of a picture only. */
    public static final String NEEDS_PICTURE = "a style for pictures";

    private static final int MULTIPLE = 8;
    private static final int MOST_PIXELS = 1024 * 1024;

    private final List<RenderRequest> requests = new CopyOnWriteArrayList<>();
    private final List<PictureSize> expected = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<RenderResult>> unanswered = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile boolean closed;

    @Override
    public EngineDescription description() {
        return new EngineDescription("painting", "cpu", MULTIPLE, 16 * 16, MOST_PIXELS, 0, true);
    }

    @Override
    public StyleVerdict judge(Style style, boolean fromPicture) {
        return StyleVerdict.FINE;
    }

    /** Takes all styles but those of two prompts. */
    @Override
    public Optional<String> refusal(Style style, boolean fromPicture) {
        String prompt = style.prompts().positive().getFirst().text();
        return prompt.equals(REFUSED) || (prompt.equals(NEEDS_PICTURE) && !fromPicture)
                ? Optional.of("the painting model does not paint this")
                : Optional.empty();
    }

    @Override
    public void expect(PictureSize size) {
        expected.add(size);
    }

    @Override
    public StreamSession open(String streamId) {
        return new FrameByFrame(this::render);
    }

    private CompletionStage<RenderResult> render(RenderRequest request) {
        requests.add(request);
        if (closed) {
            return CompletableFuture.failedFuture(new EngineException("closed"));
        }
        if (silent) {
            CompletableFuture<RenderResult> answer = new CompletableFuture<>();
            unanswered.add(answer);
            return answer;
        }
        Continuity continuity = request.continuity();
        List<FrameResult> frames = new ArrayList<>();
        for (SourceFrame frame : request.frames()) {
            Picture picture = frame.picture() == null ? blank(frame) : frame.picture();
            RenderedFrame outcome;
            if (request.deadlineNanos() == 0) {
                outcome = new RenderedFrame.Late();
            } else if (picture.rgb()[0] == UNRENDERABLE) {
                outcome = new RenderedFrame.Failed("test", "as asked");
            } else if (similar(frame, picture, continuity)) {
                outcome = new RenderedFrame.Similar();
                continuity = new Continuity(
                        continuity.referenceFrame(),
                        continuity.reference(),
                        continuity.referenceStyle(),
                        continuity.skipped() + 1);
            } else {
                outcome = new RenderedFrame.Styled(painted(frame, picture), new StageNanos(1_000, 2_000, 3_000, 4_000));
                continuity = new Continuity(frame.number(), frame.picture(), frame.style(), 0);
            }
            frames.add(new FrameResult(frame.number(), outcome));
        }
        return CompletableFuture.completedFuture(new RenderResult(frames, continuity));
    }

    /** From now on no request is answered. */
    public void fallSilent() {
        silent = true;
    }

    /** Answers again. */
    public void speak() {
        silent = false;
    }

    /** Sizes that it was to prepare for, in order. */
    public List<PictureSize> expected() {
        return expected;
    }

    /** What was asked for, in order. */
    public List<RenderRequest> requests() {
        return requests;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        unanswered.forEach(answer -> answer.completeExceptionally(new EngineException("closed")));
    }

    private static boolean similar(SourceFrame frame, Picture picture, Continuity before) {
        Style.Similarity filter = frame.style().similarity();
        return filter != null
                && before.reference() != null
                && frame.style().equals(before.referenceStyle())
                && before.skipped() < filter.maxSkip()
                && Arrays.equals(picture.rgb(), before.reference().rgb());
    }

    private static Picture blank(SourceFrame frame) {
        PictureSize size = Objects.requireNonNull(frame.size());
        return new Picture(size.width(), size.height(), new byte[3 * size.pixels()]);
    }

    private static Picture painted(SourceFrame frame, Picture source) {
        byte[] rgb = new byte[source.rgb().length];
        Arrays.fill(rgb, (byte) frame.style().revision());
        return new Picture(source.width(), source.height(), rgb);
    }
}
