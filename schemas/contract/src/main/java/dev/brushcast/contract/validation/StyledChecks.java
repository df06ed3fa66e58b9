package dev.brushcast.contract.validation;

import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;

/** What a styled chunk may say. */
final class StyledChecks {

    private StyledChecks() {}

    static void require(StyledChunk chunk) {
        Check.identity(chunk.getEpoch(), chunk.getSequence(), chunk.getEpochStartUs());
        Check.wallUs("publishedAtUs", chunk.getPublishedAtUs());
        Check.wallUs("receivedAtUs", chunk.getReceivedAtUs());
        Check.wallUs("finishedAtUs", chunk.getFinishedAtUs());
        Check.durationUs("payloadDecodeUs", chunk.getPayloadDecodeUs());
        Check.durationUs("payloadEncodeUs", chunk.getPayloadEncodeUs());
        Check.name("model's name", chunk.getModel());
        Check.name("model's hash", chunk.getModelHash());
        Check.name("device's name", chunk.getDevice());
        Check.name("worker's name", chunk.getWorker());
        PictureChecks.size(
                chunk.getWidth(), chunk.getHeight(), chunk.getFrames().size());
        PictureChecks.frameRate(chunk.getFrameRateNum(), chunk.getFrameRateDen());
        long before = -1;
        for (StyledFrame frame : chunk.getFrames()) {
            PictureChecks.frame(
                    frame.getNumber(),
                    before,
                    frame.getPtsUs(),
                    frame.getDurationUs(),
                    frame.getCapturedAtUs(),
                    chunk.getEpochStartUs());
            rendering(frame);
            PictureChecks.captions(frame.getCaptions());
            before = frame.getNumber();
        }
        PictureChecks.gaps(chunk.getGaps());
        PictureChecks.held(chunk.getLive(), chunk.getEpochStartUs(), chunk.getHeldUntilUs(), chunk.getSlateFromUs());
        PictureChecks.cues(chunk.getCues(), chunk.getEpochStartUs());
    }

    private static void rendering(StyledFrame frame) {
        Check.range("styleRevision", frame.getStyleRevision(), 0, Bounds.MAX_REVISION);
        if (frame.getReason() != null) {
            Check.name("reason of a frame", frame.getReason());
        }
        StageTimings timings = frame.getTimings();
        Check.durationUs("queueUs", timings.getQueueUs());
        Check.durationUs("encodeUs", timings.getEncodeUs());
        Check.durationUs("denoiseUs", timings.getDenoiseUs());
        Check.durationUs("decodeUs", timings.getDecodeUs());
    }
}
