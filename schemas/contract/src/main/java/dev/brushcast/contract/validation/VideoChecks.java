package dev.brushcast.contract.validation;

import dev.brushcast.contract.avro.FallbackRule;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;

/** What a source chunk may say. */
final class VideoChecks {

    private VideoChecks() {}

    static void require(VideoChunk chunk) {
        Check.identity(chunk.getEpoch(), chunk.getSequence(), chunk.getEpochStartUs());
        Check.wallUs("publishedAtUs", chunk.getPublishedAtUs());
        PictureChecks.size(
                chunk.getWidth(), chunk.getHeight(), chunk.getFrames().size());
        PictureChecks.frameRate(chunk.getFrameRateNum(), chunk.getFrameRateDen());
        long before = -1;
        for (VideoFrame frame : chunk.getFrames()) {
            PictureChecks.frame(
                    frame.getNumber(),
                    before,
                    frame.getPtsUs(),
                    frame.getDurationUs(),
                    frame.getCapturedAtUs(),
                    chunk.getEpochStartUs());
            PictureChecks.captions(frame.getCaptions());
            before = frame.getNumber();
        }
        PictureChecks.gaps(chunk.getGaps());
        PictureChecks.held(chunk.getLive(), chunk.getEpochStartUs(), chunk.getHeldUntilUs(), chunk.getSlateFromUs());
        PictureChecks.cues(chunk.getCues(), chunk.getEpochStartUs());
        if (chunk.getFallback() != null) {
            fallback(chunk.getFallback());
        }
        if (chunk.getModel() != null) {
            Check.name("model", chunk.getModel());
        }
    }

    private static void fallback(FallbackRule rule) {
        Check.range("a fallback's holdForUs", rule.getHoldForUs(), 1, Bounds.MAX_EPOCH_US);
        Check.range("a fallback's recoverAfterUs", rule.getRecoverAfterUs(), 0, Bounds.MAX_EPOCH_US);
        if (rule.getSlateAfterUs() != null) {
            Check.range("a fallback's slateAfterUs", rule.getSlateAfterUs(), 0, Bounds.MAX_EPOCH_US);
        }
    }
}
