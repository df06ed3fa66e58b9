package dev.brushcast.worker.render;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.fallback.Fallback;
import dev.brushcast.contract.fallback.FallbackPolicy;
import dev.brushcast.contract.fallback.Shown;
import dev.brushcast.contract.fallback.StyledCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a chunk, given what its model has given of it and before. Each frame keeps one outcome: its own, or that of what
 * is shown in its place.
 *
 * @param after whether the stream's model gives, after the chunk
 * @param frames as they are published
 * @param isSlate whether what is held of them is a slate
 * @param replacesAny whether a frame is published as something else than it became: what its viewers see is not what the model
 *     has given
 */
record FallbackStep(Fallback after, List<StyledFrame> frames, boolean isSlate, boolean replacesAny) {

    /** Pictures that could not be read at their source say nothing of the model. */
    private static final Set<String> NOT_THE_MODEL = Set.of(Reasons.CORRUPT);

    /**
     * @param asked false: the chunk was left out to catch up with what is newer, which takes no time and says nothing of the model
     * @param withheld numbers of the frames that the safety checker objects to, whatever is shown of them
     */
    static FallbackStep of(
            VideoChunk source, List<StyledFrame> frames, boolean asked, Set<Long> withheld, Fallback before) {
        FallbackPolicy policy = FallbackPolicy.of(source);
        if (policy == null) {
            return new FallbackStep(Fallback.NONE, frames, false, false);
        }
        boolean silent = frames.isEmpty() || !(asked || before.isOn());
        Fallback after = silent ? before : next(source, frames, policy, before);
        List<StyledFrame> published = new ArrayList<>(frames.size());
        boolean unsafe = false;
        boolean replaced = false;
        for (int i = 0; i < frames.size(); i++) {
            StyledFrame frame = frames.get(i);
            unsafe = isWithheld(frame, withheld) || (unsafe && frame.getOutcome() == FrameOutcome.REUSED_SIMILAR);
            StyledFrame instead = switch (after.shown()) {
                case MODEL, HELD -> null;
                case SOURCE -> unsafe ? null : passed(source, source.getFrames().get(i), frame);
                case SLATE -> held(source.getFrames().get(i), frame);
            };
            replaced |= instead != null;
            published.add(instead == null ? frame : instead);
        }
        return new FallbackStep(after, published, after.shown() == Shown.SLATE, replaced);
    }

    private static Fallback next(VideoChunk source, List<StyledFrame> frames, FallbackPolicy policy, Fallback before) {
        StyledFrame last = frames.getLast();
        long fromUs = MediaTime.of(source.getEpochStartUs(), frames.getFirst().getPtsUs());
        long untilUs = MediaTime.of(source.getEpochStartUs(), last.getPtsUs() + last.getDurationUs());
        if (frames.stream().anyMatch(FallbackStep::isAnswered)) {
            return before.given(policy, fromUs, untilUs);
        }
        if (frames.stream().allMatch(frame -> frame.getReason() != null && NOT_THE_MODEL.contains(frame.getReason()))) {
            return before;
        }
        return frames.stream().anyMatch(frame -> frame.getOutcome() == FrameOutcome.PASSTHROUGH)
                ? before.fallen(policy, fromUs, untilUs)
                : before.missed(policy, fromUs, untilUs);
    }

    /** Also a model whose picture must not be seen has given one. */
    private static boolean isAnswered(StyledFrame frame) {
        return frame.getOutcome() == FrameOutcome.STYLED
                || frame.getOutcome() == FrameOutcome.REUSED_SIMILAR
                || Reasons.UNSAFE.equals(frame.getReason());
    }

    private static boolean isWithheld(StyledFrame frame, Set<Long> withheld) {
        return withheld.contains(frame.getNumber()) || Reasons.UNSAFE.equals(frame.getReason());
    }

    /** The source's picture, where it has one that can be read. */
    private static @Nullable StyledFrame passed(VideoChunk chunk, VideoFrame source, StyledFrame frame) {
        boolean readable = StyledCopy.hasPictures(chunk)
                && !Reasons.CORRUPT.equals(frame.getReason())
                && !Reasons.FORMAT.equals(frame.getReason());
        if (!readable || frame.getOutcome() == FrameOutcome.PASSTHROUGH) {
            return null;
        }
        return StyledCopy.of(source, FrameOutcome.PASSTHROUGH)
                .setReason(reason(frame))
                .setStyleRevision(frame.getStyleRevision())
                .setData(source.getData())
                .build();
    }

    private static @Nullable StyledFrame held(VideoFrame source, StyledFrame frame) {
        return frame.getOutcome() == FrameOutcome.HELD_ERROR
                ? null
                : StyledCopy.of(source, FrameOutcome.HELD_ERROR)
                        .setReason(reason(frame))
                        .setStyleRevision(frame.getStyleRevision())
                        .build();
    }

    private static String reason(StyledFrame frame) {
        if (frame.getReason() != null) {
            return frame.getReason();
        }
        return frame.getOutcome() == FrameOutcome.REUSED_LATE ? Reasons.LATE : Reasons.RECOVERING;
    }
}
