package dev.brushcast.ingest.publish;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.fallback.Shown;
import dev.brushcast.contract.fallback.StyledCopy;
import java.nio.ByteBuffer;
import java.util.List;

/** A chunk that no model has seen, as if a worker had answered it. */
final class StandIn {

    /** Why its frames are not rendered. */
    static final String ABSENT = "absent";

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private StandIn() {}

    /** The answer, made now. Where the source's pictures are to be shown and there are none, the last picture is held. */
    static StyledChunk of(VideoChunk source, Shown shown, long nowUs) {
        List<StyledFrame> frames = source.getFrames().stream()
                .map(frame ->
                        frame(frame, shown == Shown.SOURCE && frame.getData().hasRemaining()))
                .toList();
        return StyledCopy.of(source)
                .setFrames(frames)
                .setSlate(shown == Shown.SLATE)
                .setModel("")
                .setDevice("")
                .setWorker("understudy")
                .setReceivedAtUs(nowUs)
                .setFinishedAtUs(nowUs)
                .build();
    }

    private static StyledFrame frame(VideoFrame source, boolean passes) {
        return passes
                ? StyledCopy.of(source, FrameOutcome.PASSTHROUGH)
                        .setReason(ABSENT)
                        .setData(source.getData())
                        .build()
                : StyledCopy.of(source, FrameOutcome.HELD_ERROR)
                        .setReason(ABSENT)
                        .build();
    }

    /** The chunk, to be answered later without its pictures. */
    static VideoChunk withoutPictures(VideoChunk chunk) {
        List<VideoFrame> frames = chunk.getFrames().stream()
                .map(frame -> new VideoFrame(
                        frame.getNumber(),
                        frame.getPtsUs(),
                        frame.getDurationUs(),
                        frame.getCapturedAtUs(),
                        NOTHING,
                        frame.getCaptions()))
                .toList();
        return VideoChunk.newBuilder()
                .setStreamId(chunk.getStreamId())
                .setEpoch(chunk.getEpoch())
                .setSequence(chunk.getSequence())
                .setEpochStartUs(chunk.getEpochStartUs())
                .setPublishedAtUs(chunk.getPublishedAtUs())
                .setWidth(chunk.getWidth())
                .setHeight(chunk.getHeight())
                .setFrameRateNum(chunk.getFrameRateNum())
                .setFrameRateDen(chunk.getFrameRateDen())
                .setLive(chunk.getLive())
                .setFormat(chunk.getFormat())
                .setFrames(frames)
                .setGaps(chunk.getGaps())
                .setEndOfEpoch(chunk.getEndOfEpoch())
                .setHeldUntilUs(chunk.getHeldUntilUs())
                .setSlateFromUs(chunk.getSlateFromUs())
                .setCues(chunk.getCues())
                .setFallback(chunk.getFallback())
                .build();
    }
}
