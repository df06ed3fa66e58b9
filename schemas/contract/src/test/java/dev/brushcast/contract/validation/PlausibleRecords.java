package dev.brushcast.contract.validation;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.SpliceKind;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** Records as ingest and workers write them, for a test to spoil. */
final class PlausibleRecords {

    static final String STREAM = "cats";
    static final long NOW_MS = 1_780_000_000_000L;
    static final long NOW_US = NOW_MS * 1_000;

    private PlausibleRecords() {}

    static VideoChunk.Builder video() {
        return VideoChunk.newBuilder()
                .setStreamId(STREAM)
                .setEpoch(1)
                .setSequence(0)
                .setEpochStartUs(NOW_US)
                .setPublishedAtUs(NOW_US)
                .setWidth(64)
                .setHeight(40)
                .setFrameRateNum(30)
                .setFrameRateDen(1)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(frames(4))
                .setGaps(List.of(new FrameGap(4L, 2L, "frame-rate")));
    }

    static List<VideoFrame> frames(int count) {
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(PlausibleRecords::frame)
                .toList();
    }

    static VideoFrame frame(int number) {
        return new VideoFrame((long) number, number * 33L, 33L, NOW_US, bytes(), null);
    }

    static SpliceCue cue(long atUs, int sectionBytes, long durationUs) {
        return SpliceCue.newBuilder()
                .setAtUs(atUs)
                .setReceivedAtUs(NOW_US)
                .setSection(ByteBuffer.allocate(sectionBytes))
                .setKind(SpliceKind.OUT)
                .setDurationUs(durationUs)
                .build();
    }

    static StyledChunk.Builder styled() {
        return StyledChunk.newBuilder()
                .setStreamId(STREAM)
                .setEpoch(1)
                .setSequence(0)
                .setEpochStartUs(NOW_US)
                .setWidth(64)
                .setHeight(40)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(List.of(styledFrame(new StageTimings(1L, 1L, 1L, 1L))))
                .setGaps(List.of())
                .setModel("builtin")
                .setDevice("cpu")
                .setWorker("w")
                .setPublishedAtUs(NOW_US)
                .setReceivedAtUs(NOW_US)
                .setFinishedAtUs(NOW_US);
    }

    static StyledFrame styledFrame(StageTimings timings) {
        return new StyledFrame(0L, 0L, 33L, NOW_US, FrameOutcome.STYLED, null, 1L, timings, bytes(), null);
    }

    static AudioChunk.Builder audio() {
        return AudioChunk.newBuilder()
                .setStreamId(STREAM)
                .setEpoch(1)
                .setSequence(0)
                .setEpochStartUs(NOW_US)
                .setCodec("aac")
                .setCodecConfig(bytes())
                .setSampleRate(48_000)
                .setChannels(2)
                .setChannelLayout("stereo")
                .setTimeBaseNum(1)
                .setTimeBaseDen(48_000)
                .setPackets(List.of(new AudioPacket(-1_024L, 1_024L, bytes()), new AudioPacket(0L, 1_024L, bytes())));
    }

    static StyleUpdate.Builder style() {
        return StyleUpdate.newBuilder()
                .setStreamId(STREAM)
                .setRevision(1)
                .setPrompts(List.of(new WeightedPrompt("oil", 1.0)))
                .setSeeds(List.of(new WeightedSeed(2L, 1.0)));
    }

    static EpochStart.Builder spec() {
        return EpochStart.newBuilder()
                .setStreamId(STREAM)
                .setSlot(0)
                .setEpoch(1)
                .setSource("testsrc")
                .setWidth(64)
                .setHeight(40)
                .setFit("crop")
                .setChunkFrames(4)
                .setLive(true)
                .setStartedAtUs(NOW_US);
    }

    static ByteBuffer bytes() {
        return ByteBuffer.allocate(4);
    }
}
