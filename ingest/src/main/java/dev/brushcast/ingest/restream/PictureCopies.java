package dev.brushcast.ingest.restream;

import dev.brushcast.contract.avro.FallbackRule;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.ingest.capture.GapCause;
import dev.brushcast.media.caption.CaptionCarry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of picture of one capture, as another stream's. What is replayed as a recording is not held: a recording goes on where it stopped,
 * and its last picture stands until the next one all the same. Used by one thread.
 */
final class PictureCopies {

    private final String streamId;
    private final FallbackRule fallback;
    private final @Nullable String model;
    private final EpochCopy.Copied what;
    private final FrameCoverage coverage;
    private final CaptionCarry captions = new CaptionCarry();
    private final Set<CueName> known = new HashSet<>();

    private boolean carriesCaptions;
    private long sequence;
    private @Nullable VideoChunk last;
    private long beginUs;
    private long endUs;

    private record CueName(Object kind, @Nullable Long event, long atUs) {}

    /**
     * @param fallback what is shown of the copy when the model gives nothing: the other stream's rule is its own
     * @param model that is to render the copy; null: the one that the other stream asked for
     */
    PictureCopies(
            String streamId,
            FallbackRule fallback,
            @Nullable String model,
            EpochCopy.Copied what,
            FrameCoverage coverage) {
        this.streamId = streamId;
        this.fallback = fallback;
        this.model = model;
        this.what = what;
        this.coverage = coverage;
    }

    /** Presentation time of its first frame, µs. */
    long beginUs() {
        return beginUs;
    }

    /** Where what was copied ends, presentation time in µs. */
    long endUs() {
        return endUs;
    }

    long epochStartUs() {
        return last == null ? 0 : last.getEpochStartUs();
    }

    /**
     * The copy of a chunk; null: it has nothing that is wanted, and what it lacks is told with the next one.
     *
     * @param late true: its frames are dropped
     * @param nowUs wall clock
     */
    @Nullable
    VideoChunk of(VideoChunk chunk, boolean late, long nowUs) {
        List<VideoFrame> frames = wanted(chunk, late);
        boolean held = chunk.getHeldUntilUs() != null && !what.recorded();
        if (frames.isEmpty()
                && !held
                && !chunk.getEndOfEpoch()
                && (chunk.getCues().isEmpty() || last == null)) {
            return null;
        }
        boolean recorded = what.recorded();
        VideoChunk copy = new Copy<>(chunk, new VideoChunk())
                .with("streamId", streamId)
                .with("epoch", what.epoch())
                .with("sequence", sequence++)
                .with("publishedAtUs", nowUs)
                .with("live", chunk.getLive() && !recorded)
                .with("frames", frames)
                .with("gaps", coverage.take())
                .with("heldUntilUs", recorded ? null : chunk.getHeldUntilUs())
                .with("slateFromUs", recorded ? null : chunk.getSlateFromUs())
                .with("fallback", fallback)
                .with("model", model == null ? chunk.getModel() : model)
                .with("modelReturns", false)
                .done();
        take(copy);
        return copy;
    }

    private void take(VideoChunk copy) {
        for (VideoFrame frame : copy.getFrames()) {
            endUs = Math.max(endUs, frame.getPtsUs() + frame.getDurationUs());
        }
        if (last == null && !copy.getFrames().isEmpty()) {
            beginUs = copy.getFrames().getFirst().getPtsUs();
        }
        if (copy.getHeldUntilUs() != null) {
            endUs = Math.max(endUs, copy.getHeldUntilUs());
        }
        last = copy;
    }

    /** Frames and gaps of a chunk tell of numbers that lie between each other's. */
    private List<VideoFrame> wanted(VideoChunk chunk, boolean late) {
        List<VideoFrame> frames = new ArrayList<>();
        List<FrameGap> gaps = new ArrayList<>(chunk.getGaps());
        for (VideoFrame frame : chunk.getFrames()) {
            tell(gaps, frame.getNumber());
            if (what.range().isAfter(chunk, frame)) {
                return frames;
            }
            boolean early = what.range().isBefore(chunk, frame);
            if (early || late) {
                coverage.lacks(frame.getNumber(), 1, (early ? GapCause.BEFORE_START : GapCause.OVERRUN).label());
                if (late) {
                    captions.leftOut(bytes(frame.getCaptions()));
                    carriesCaptions = true;
                }
            } else if (coverage.has(frame.getNumber())) {
                frames.add(withCaptions(frame));
            }
        }
        tell(gaps, Long.MAX_VALUE);
        return frames;
    }

    private void tell(List<FrameGap> gaps, long beforeFrame) {
        gaps.removeIf(gap -> {
            boolean due = gap.getFirstFrame() < beforeFrame;
            if (due) {
                coverage.lacks(gap.getFirstFrame(), gap.getCount(), gap.getCause());
            }
            return due;
        });
    }

    private VideoFrame withCaptions(VideoFrame frame) {
        if (!carriesCaptions) {
            return frame;
        }
        carriesCaptions = false;
        byte[] all = captions.kept(bytes(frame.getCaptions()));
        return new Copy<>(frame, new VideoFrame())
                .with("captions", all == null ? null : ByteBuffer.wrap(all))
                .done();
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer triplets) {
        if (triplets == null) {
            return null;
        }
        byte[] bytes = new byte[triplets.remaining()];
        triplets.duplicate().get(bytes);
        return bytes;
    }

    /** Announcements that no chunk before had. */
    List<SpliceCue> newCues(VideoChunk copy) {
        return copy.getCues().stream()
                .filter(cue -> known.add(new CueName(cue.getKind(), cue.getEventId(), cue.getAtUs())))
                .toList();
    }

    /** A chunk that says that nothing more comes; null: that is said already, or nothing was copied. */
    @Nullable
    VideoChunk end(long nowUs) {
        VideoChunk before = last;
        if (before == null || before.getEndOfEpoch()) {
            return null;
        }
        VideoChunk end = new Copy<>(before, new VideoChunk())
                .with("sequence", sequence++)
                .with("publishedAtUs", nowUs)
                .with("frames", List.of())
                .with("gaps", coverage.take())
                .with("cues", List.of())
                .with("heldUntilUs", null)
                .with("slateFromUs", null)
                .with("endOfEpoch", true)
                .done();
        last = end;
        return end;
    }
}
