package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Similarity;
import dev.brushcast.engine.bound.PictureBound;
import dev.brushcast.engine.noise.Draws;
import dev.brushcast.engine.noise.FrameKey;
import dev.brushcast.engine.pipeline.RequestPlan.Entry;
import dev.brushcast.engine.similarity.Cosine;
import dev.brushcast.engine.similarity.SimilarityFilter;
import dev.brushcast.engine.similarity.SimilarityFilter.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Decides, frame by frame, what is rendered and what is shown again. Safe for use by several threads. */
final class RequestPlanner {

    private final StyleResolver styles;
    private final PictureBound bound;
    private final Draws draws;
    private final LongSupplier nanoClock;
    private final AtomicLong arrivals = new AtomicLong();

    RequestPlanner(StyleResolver styles, PictureBound bound, Draws draws, LongSupplier nanoClock) {
        this.styles = styles;
        this.bound = bound;
        this.draws = draws;
        this.nanoClock = nanoClock;
    }

    RequestPlan plan(RenderJob job) {
        RenderRequest request = job.request();
        Walk walk = new Walk(request.continuity());
        List<Entry> entries = new ArrayList<>();
        for (SourceFrame frame : request.frames()) {
            entries.add(entry(job, frame, walk));
        }
        return new RequestPlan(entries, walk.skipped);
    }

    private Entry entry(RenderJob job, SourceFrame frame, Walk walk) {
        PictureSize size = frame.size();
        if (size != null && !bound.allows(size)) {
            return new Entry.Refused(new RenderedFrame.Failed(
                    "size", "a picture of " + size + " is too large for this worker, which takes " + bound));
        }
        if (reuses(job.streamId(), frame, walk)) {
            return new Entry.Same(walk.slot);
        }
        Style style;
        try {
            style = styles.resolve(frame.style(), frame.picture() != null);
        } catch (IllegalArgumentException e) {
            return new Entry.Refused(new RenderedFrame.Failed("style", String.valueOf(e.getMessage())));
        }
        FrameSlot slot = new FrameSlot(job, frame, style, arrivals.getAndIncrement(), nanoClock.getAsLong());
        walk.renders(slot);
        return new Entry.Render(slot);
    }

    private boolean reuses(String streamId, SourceFrame frame, Walk walk) {
        Similarity similarity = frame.style().similarity();
        Picture picture = frame.picture();
        Picture reference = walk.reference;
        if (similarity == null || picture == null || reference == null) {
            return false;
        }
        boolean comparable = frame.style().equals(walk.style)
                && picture.width() == reference.width()
                && picture.height() == reference.height();
        if (!comparable) {
            walk.skipped = 0;
            return false;
        }
        FrameKey key = new FrameKey(streamId, frame.number(), frame.mediaTimeUs());
        double draw = draws.similarity(
                key, frame.style().seeds().weighted().getFirst().seed());
        Decision decision =
                SimilarityFilter.decide(similarity, Cosine.of(reference.rgb(), picture.rgb()), walk.skipped, draw);
        walk.skipped = decision.skipped();
        return decision.reuse();
    }

    /** What goes from frame to frame. */
    private static final class Walk {

        private @Nullable Picture reference;
        private @Nullable Style style;
        private @Nullable FrameSlot slot;
        private int skipped;

        Walk(Continuity continuity) {
            reference = continuity.reference();
            style = continuity.referenceStyle();
            skipped = continuity.skipped();
        }

        void renders(FrameSlot rendered) {
            slot = rendered;
            reference = rendered.source.picture();
            style = rendered.source.style();
        }
    }
}
