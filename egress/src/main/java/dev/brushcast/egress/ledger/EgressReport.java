package dev.brushcast.egress.ledger;

import dev.brushcast.egress.push.PushStatus;
import dev.brushcast.egress.push.RemovedPushes;
import java.util.List;
import java.util.Map;

/**
 * How the output went; Jackson writes it as it is.
 *
 * @param frames what became of them
 * @param staleChunks chunks of which nothing is in the output, since their epoch was over when they came
 * @param duplicateChunks chunks of which nothing is in the output, since they had come before
 * @param implausibleChunks chunks of which nothing is in the output, since their numbers cannot be
 * @param fps frames put into the output per second, from the first to the last
 * @param latencyMs by stage
 * @param silentSeconds silence in the output where the source's audio came late, had a hole or ended early
 * @param play how a viewer of the live edge fared
 * @param model name of the model folder
 * @param device cpu, cuda:0, ...
 * @param styleRevision of the last frame; 0: the default style
 * @param push how the push to each server went
 * @param removedPushes what became of the pictures for servers that were taken away while the stream ran
 */
public record EgressReport(
        Frames frames,
        long staleChunks,
        long duplicateChunks,
        long implausibleChunks,
        double fps,
        Map<String, Percentiles> latencyMs,
        double silentSeconds,
        ContinuousPlay play,
        String model,
        String device,
        long styleRevision,
        List<PushStatus> push,
        RemovedPushes removedPushes) {

    /**
     * Each source frame is in exactly one of styled, reused, passthrough, held and dropped, which sum up to {@code in}.
     *
     * @param in source frames
     * @param out frames in the output: all but the dropped
     */
    public record Frames(
            long in,
            long styled,
            FrameCounts.Reused reused,
            long passthrough,
            Map<String, Long> held,
            Map<String, Long> dropped,
            long out) {

        static Frames of(FrameCounts counts) {
            return new Frames(
                    counts.in(),
                    counts.styled(),
                    counts.reused(),
                    counts.passthrough(),
                    counts.heldInOrder(),
                    counts.droppedInOrder(),
                    counts.out());
        }
    }

    /** The same with frames that were read and never came to be put out. */
    public EgressReport andDropped(String cause, long count) {
        FrameCounts counts =
                new FrameCounts(frames.styled, frames.reused, frames.passthrough, frames.held, frames.dropped);
        return new EgressReport(
                Frames.of(counts.andDropped(cause, count)),
                staleChunks,
                duplicateChunks,
                implausibleChunks,
                fps,
                latencyMs,
                silentSeconds,
                play,
                model,
                device,
                styleRevision,
                push,
                removedPushes);
    }

    /** Chunks of which nothing is in the output. */
    record Chunks(long stale, long duplicate, long implausible) {}

    /** The same with the pushes. */
    public EgressReport with(List<PushStatus> pushes, RemovedPushes removed) {
        return new EgressReport(
                frames,
                staleChunks,
                duplicateChunks,
                implausibleChunks,
                fps,
                latencyMs,
                silentSeconds,
                play,
                model,
                device,
                styleRevision,
                pushes,
                removed);
    }

    static EgressReport of(
            FrameCounts counts,
            Chunks ignored,
            double fps,
            Map<String, Percentiles> latencyMs,
            double silentSeconds,
            ContinuousPlay play,
            Provenance provenance) {
        return new EgressReport(
                Frames.of(counts),
                ignored.stale(),
                ignored.duplicate(),
                ignored.implausible(),
                Math.round(fps * 100) / 100.0,
                latencyMs,
                Math.round(silentSeconds * 1000) / 1000.0,
                play,
                provenance.model(),
                provenance.device(),
                provenance.styleRevision(),
                List.of(),
                RemovedPushes.NONE);
    }
}
