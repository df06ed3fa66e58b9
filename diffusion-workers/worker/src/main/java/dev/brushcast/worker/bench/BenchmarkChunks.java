package dev.brushcast.worker.bench;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import dev.brushcast.media.RgbPicture;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Chunks of a stream, all of the same noisy picture: about as large as a film's. */
final class BenchmarkChunks {

    private static final long SEED = 42;
    private static final int NOISE = 24;
    private static final long NANOS_PER_US = 1_000;
    private static final long US_PER_S = 1_000_000;

    private final String streamId;
    private final HopOptions options;
    private final boolean live;
    private final long startUs;
    private final long epoch;
    private final byte[] picture;

    /**
     * @param live whether a worker that is behind may do less with them
     * @param startUs media time of the first picture, µs since 1970
     */
    BenchmarkChunks(String streamId, HopOptions options, boolean live, long startUs) {
        this.streamId = streamId;
        this.options = options;
        this.live = live;
        this.startUs = startUs;
        epoch = startUs / US_PER_S;
        try (FramePayload payload = FramePayloads.of(PayloadFormat.JPEG)) {
            picture = payload.encode(noisyGradient(options.width(), options.height()));
        }
    }

    /** Wall clock, µs since 1970. */
    static long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    long epoch() {
        return epoch;
    }

    /** What the chunks are of. */
    EpochStart spec(int slot) {
        return EpochStart.newBuilder()
                .setStreamId(streamId)
                .setSlot(slot)
                .setEpoch(epoch)
                .setSource("benchmark")
                .setWidth(options.width())
                .setHeight(options.height())
                .setFit("crop")
                .setChunkFrames(options.framesPerChunk())
                .setLive(live)
                .setStartedAtUs(startUs)
                .build();
    }

    /** Bytes of one chunk's pictures. */
    long chunkBytes() {
        return (long) picture.length * options.framesPerChunk();
    }

    long timestampMs(VideoChunk chunk) {
        return MediaTime.toRecordTimestamp(MediaTime.of(chunk, chunk.getFrames().getFirst()));
    }

    /** A chunk that is captured and published now. */
    VideoChunk next(long sequence) {
        return next(sequence, nowUs());
    }

    /** A chunk that was captured and published at a time. */
    VideoChunk next(long sequence, long capturedAtUs) {
        long first = sequence * options.framesPerChunk();
        List<VideoFrame> frames = LongStream.range(first, first + options.framesPerChunk())
                .mapToObj(number -> frame(number, capturedAtUs))
                .toList();
        return VideoChunk.newBuilder()
                .setStreamId(streamId)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setEpochStartUs(startUs)
                .setPublishedAtUs(capturedAtUs)
                .setWidth(options.width())
                .setHeight(options.height())
                .setLive(live)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(frames)
                .setGaps(List.<FrameGap>of())
                .build();
    }

    private VideoFrame frame(long number, long capturedAtUs) {
        long frameUs = options.interval().toNanos() / NANOS_PER_US / options.framesPerChunk();
        return new VideoFrame(number, number * frameUs, frameUs, capturedAtUs, ByteBuffer.wrap(picture), null);
    }

    private static RgbPicture noisyGradient(int width, int height) {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int shade = i / 3 % width * 200 / width;
            rgb[i] = (byte) (shade + random.nextInt(NOISE));
        }
        return new RgbPicture(width, height, rgb);
    }
}
