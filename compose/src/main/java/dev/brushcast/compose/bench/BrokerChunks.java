package dev.brushcast.compose.bench;

import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Records of the real kinds and sizes, whose pictures are noise: nobody decodes them, and nothing can be compressed. */
final class BrokerChunks {

    private final int frames;
    private final byte[] picture;

    BrokerChunks(BrokerLoad load) {
        frames = load.chunkFrames();
        picture = new byte[load.frameBytes()];
        new Random(1).nextBytes(picture);
    }

    VideoChunk source(String stream, long sequence) {
        return VideoChunk.newBuilder()
                .setStreamId(stream)
                .setEpoch(1)
                .setSequence(sequence)
                .setEpochStartUs(0)
                .setPublishedAtUs(0)
                .setWidth(512)
                .setHeight(512)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(IntStream.range(0, frames)
                        .mapToObj(frame -> VideoFrame.newBuilder()
                                .setNumber(sequence * frames + frame)
                                .setPtsUs(0)
                                .setDurationUs(1)
                                .setCapturedAtUs(0)
                                .setData(ByteBuffer.wrap(picture))
                                .build())
                        .toList())
                .build();
    }

    static StyledChunk styled(VideoChunk source) {
        StageTimings none = StageTimings.newBuilder().build();
        List<StyledFrame> frames = source.getFrames().stream()
                .map(frame -> StyledFrame.newBuilder()
                        .setNumber(frame.getNumber())
                        .setPtsUs(0)
                        .setDurationUs(1)
                        .setCapturedAtUs(0)
                        .setOutcome(FrameOutcome.STYLED)
                        .setStyleRevision(0)
                        .setTimings(none)
                        .setData(frame.getData())
                        .build())
                .toList();
        return StyledChunk.newBuilder()
                .setStreamId(source.getStreamId())
                .setEpoch(1)
                .setSequence(source.getSequence())
                .setEpochStartUs(0)
                .setWidth(512)
                .setHeight(512)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(frames)
                .setModel("bench")
                .setDevice("none")
                .setWorker("bench")
                .setPublishedAtUs(0)
                .setReceivedAtUs(0)
                .setFinishedAtUs(0)
                .build();
    }

    static ChunkTiming timing(VideoChunk source) {
        return ChunkTiming.newBuilder()
                .setStreamId(source.getStreamId())
                .setEpoch(1)
                .setSequence(source.getSequence())
                .setWorker("bench")
                .setFinishedAtUs(0)
                .setAgeUs(0)
                .setMediaUs(0)
                .setOutcomes(Map.of("STYLED", (long) source.getFrames().size()))
                .setStagesUs(Map.of("denoise", 1L, "encode", 1L, "decode", 1L, "queue", 1L))
                .build();
    }
}
