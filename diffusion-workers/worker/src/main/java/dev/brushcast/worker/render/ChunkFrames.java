package dev.brushcast.worker.render;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.fallback.StyledCopy;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.style.StyleTimeline;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one chunk on their way to an outcome: each gets exactly one. Owned by the thread that renders the chunk.
 */
final class ChunkFrames {

    private static final StageTimings NO_TIME = new StageTimings(0L, 0L, 0L, 0L);

    private final VideoChunk chunk;
    private List<Style> styles;
    private final @Nullable StyledFrame[] outcomes;
    private final Set<Long> withheld = new HashSet<>();

    /** @param oneStyle whether all frames have the style of the first, for a model that renders them as one */
    ChunkFrames(VideoChunk chunk, StyleTimeline timeline, boolean oneStyle) {
        this.chunk = chunk;
        List<VideoFrame> frames = chunk.getFrames();
        styles = oneStyle && !frames.isEmpty()
                ? Collections.nCopies(frames.size(), timeline.at(MediaTime.of(chunk, frames.getFirst())))
                : frames.stream()
                        .map(frame -> timeline.at(MediaTime.of(chunk, frame)))
                        .toList();
        outcomes = new StyledFrame[styles.size()];
    }

    VideoFrame source(int index) {
        return chunk.getFrames().get(index);
    }

    Style style(int index) {
        return styles.get(index);
    }

    /** The style of the chunk's first frame; null: it has no frames. */
    @Nullable
    Style firstStyle() {
        return styles.isEmpty() ? null : styles.getFirst();
    }

    /** From now on its styles have no more steps than that, as far as they allow it. */
    void takeAtMost(int steps) {
        styles = styles.stream()
                .map(style -> style.withSteps(style.steps().atMost(steps)))
                .toList();
    }

    /** The style of the chunk's last frame. */
    Style lastStyle() {
        return styles.getLast();
    }

    /** How many steps the last frame is denoised in; 0: the model's own number, or there is no frame. */
    int steps() {
        return styles.isEmpty() ? 0 : lastStyle().steps().tIndexList().size();
    }

    /** Indices of the frames without an outcome so far, rising. */
    List<Integer> open() {
        return IntStream.range(0, outcomes.length)
                .filter(i -> outcomes[i] == null)
                .boxed()
                .toList();
    }

    /**
     * The styled picture.
     *
     * @param veiled whether it is none, since the safety checker objects to what it was
     */
    void styled(int index, byte[] data, StageTimings timings, boolean veiled) {
        if (veiled) {
            withheld.add(source(index).getNumber());
        }
        decide(index, FrameOutcome.STYLED, null, timings, ByteBuffer.wrap(data));
    }

    /** The source's own picture. */
    void passThrough(int index, String reason) {
        decide(index, FrameOutcome.PASSTHROUGH, reason, NO_TIME, source(index).getData());
    }

    /** Whether a source's own picture was shown: the picture before is then no longer a styled one. */
    boolean passedThrough() {
        return has(FrameOutcome.PASSTHROUGH);
    }

    /** Whether a frame is held. */
    boolean holdsAny() {
        return has(FrameOutcome.HELD_ERROR);
    }

    private boolean has(FrameOutcome outcome) {
        return Arrays.stream(outcomes).anyMatch(frame -> frame != null && frame.getOutcome() == outcome);
    }

    /** The picture before again, as intended. */
    void reuse(int index, FrameOutcome outcome) {
        decide(index, outcome, null, NO_TIME, null);
    }

    /** The picture before again, for want of a better one. */
    void hold(int index, String reason) {
        decide(index, FrameOutcome.HELD_ERROR, reason, NO_TIME, null);
    }

    /** Numbers of the frames that show no picture of theirs though they are styled. */
    Set<Long> withheld() {
        return withheld;
    }

    /** All outcomes, in order. */
    List<StyledFrame> outcomes() {
        if (!open().isEmpty()) {
            throw new IllegalStateException("frames " + open() + " have no outcome");
        }
        return Arrays.asList(outcomes);
    }

    private void decide(
            int index, FrameOutcome outcome, @Nullable String reason, StageTimings timings, @Nullable ByteBuffer data) {
        if (outcomes[index] != null) {
            throw new IllegalStateException("frame " + index + " has an outcome already");
        }
        VideoFrame source = source(index);
        outcomes[index] = StyledCopy.of(source, outcome)
                .setReason(reason)
                .setStyleRevision(styles.get(index).revision())
                .setTimings(timings)
                .setData(data)
                .build();
    }
}
