package dev.brushcast.contract.fallback;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;

/** What a styled chunk has of its source chunk, whoever makes it. */
public final class StyledCopy {

    private static final StageTimings NO_TIME = new StageTimings(0L, 0L, 0L, 0L);

    private StyledCopy() {}

    /** A chunk without frames so far, and without a word of who makes it and when. */
    public static StyledChunk.Builder of(VideoChunk source) {
        return StyledChunk.newBuilder()
                .setStreamId(source.getStreamId())
                .setEpoch(source.getEpoch())
                .setSequence(source.getSequence())
                .setEpochStartUs(source.getEpochStartUs())
                .setWidth(source.getWidth())
                .setHeight(source.getHeight())
                .setFrameRateNum(source.getFrameRateNum())
                .setFrameRateDen(source.getFrameRateDen())
                .setLive(source.getLive())
                .setFormat(formatOf(source))
                .setGaps(source.getGaps())
                .setEndOfEpoch(source.getEndOfEpoch())
                .setPublishedAtUs(source.getPublishedAtUs())
                .setHeldUntilUs(source.getHeldUntilUs())
                .setSlateFromUs(source.getSlateFromUs())
                .setCues(source.getCues());
    }

    /** A frame that took no time, has no picture so far, and the style that holds where none is said. */
    public static StyledFrame.Builder of(VideoFrame source, FrameOutcome outcome) {
        return StyledFrame.newBuilder()
                .setNumber(source.getNumber())
                .setPtsUs(source.getPtsUs())
                .setDurationUs(source.getDurationUs())
                .setCapturedAtUs(source.getCapturedAtUs())
                .setOutcome(outcome)
                .setStyleRevision(0)
                .setTimings(NO_TIME)
                .setCaptions(source.getCaptions());
    }

    /** What styled pictures are written as: the source's own format, where it has one. */
    public static PayloadFormat formatOf(VideoChunk source) {
        return hasPictures(source) ? source.getFormat() : PayloadFormat.JPEG;
    }

    /** False: the chunk only asks for pictures, to be made from the prompt. */
    public static boolean hasPictures(VideoChunk source) {
        return source.getFormat() != PayloadFormat.NONE;
    }
}
