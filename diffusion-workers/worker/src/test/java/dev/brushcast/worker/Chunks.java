package dev.brushcast.worker;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.Blend;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.GuidanceKind;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.SimilaritySettings;
import dev.brushcast.contract.avro.SkipRule;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Chunks of raw 16x16 pictures, four frames of 40 ms each, and style updates. */
public final class Chunks {

    public static final int FRAMES = 4;
    public static final long FRAME_US = 40_000;
    public static final long FRAME_MS = FRAME_US / 1_000;

    /** Media time 0 of every epoch here, 2027-06-01, ms since 1970. */
    public static final long START_MS = 1_811_808_000_000L;

    public static final int SIDE = 16;

    private Chunks() {}

    /** The sequence-th chunk of a recording whose frames all differ. */
    public static VideoChunk chunk(String streamId, long epoch, long sequence) {
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            pictures.add(picture((int) (sequence * FRAMES + i) % 90));
        }
        return builder(streamId, epoch, sequence, pictures).build();
    }

    public static VideoChunk.Builder builder(String streamId, long epoch, long sequence, List<byte[]> pictures) {
        List<VideoFrame> frames = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            long number = sequence * FRAMES + i;
            frames.add(new VideoFrame(
                    number, number * FRAME_US, FRAME_US, START_MS * 1_000, ByteBuffer.wrap(pictures.get(i)), null));
        }
        return VideoChunk.newBuilder()
                .setStreamId(streamId)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setEpochStartUs(START_MS * 1_000)
                .setPublishedAtUs(START_MS * 1_000)
                .setWidth(SIDE)
                .setHeight(SIDE)
                .setFormat(PayloadFormat.RGB24)
                .setFrames(frames)
                .setGaps(List.<FrameGap>of());
    }

    /** The sequence-th chunk of a stream without pictures: they are to be made from the prompt. */
    public static VideoChunk prompted(String streamId, long epoch, long sequence) {
        return builder(streamId, epoch, sequence, Collections.nCopies(FRAMES, new byte[0]))
                .setFormat(PayloadFormat.NONE)
                .build();
    }

    /** A flat picture. */
    public static byte[] picture(int shade) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        Arrays.fill(rgb, (byte) shade);
        return rgb;
    }

    /** Record timestamp of a chunk: media time of its first frame. */
    public static long timestamp(VideoChunk chunk) {
        return chunk.getFrames().isEmpty()
                ? START_MS
                : MediaTime.toRecordTimestamp(
                        MediaTime.of(chunk, chunk.getFrames().getFirst()));
    }

    /** Media time of a frame, ms. */
    public static long msOf(long frameNumber) {
        return START_MS + frameNumber * FRAME_MS;
    }

    public static StyleUpdate style(String streamId, long revision, String prompt) {
        return styleBuilder(streamId, revision, prompt).build();
    }

    /** With the similarity filter on. */
    public static StyleUpdate filteredStyle(String streamId, long revision, String prompt) {
        return styleBuilder(streamId, revision, prompt)
                .setSimilarity(new SimilaritySettings(0.98, 10, SkipRule.PLAIN))
                .build();
    }

    public static StyleUpdate.Builder styleBuilder(String streamId, long revision, String prompt) {
        return StyleUpdate.newBuilder()
                .setStreamId(streamId)
                .setRevision(revision)
                .setPrompts(List.of(new WeightedPrompt(prompt, 1.0)))
                .setPromptBlend(Blend.LINEAR)
                .setSeeds(List.of(new WeightedSeed(2L, 1.0)))
                .setGuidance(GuidanceKind.NONE);
    }
}
