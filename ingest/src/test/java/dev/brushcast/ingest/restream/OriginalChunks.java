package dev.brushcast.ingest.restream;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Chunks of stream "cam": 25 frames a second, four in a chunk, each capture a minute after the one before; packets of 20 ms. */
final class OriginalChunks {

    static final long MINUTE_US = 60_000_000;
    static final long FRAME_US = 40_000;

    private static final long BEGAN_US = 1_699_999_000_000_000L;
    private static final int FRAMES = 4;

    private OriginalChunks() {}

    static long startUs(long epoch) {
        return BEGAN_US + epoch * MINUTE_US;
    }

    static VideoChunk pictures(long epoch, long sequence, boolean live) {
        return chunk(epoch, sequence, live, List.of(), false, null);
    }

    /** The chunk of this number, with all that may be told beside frames. */
    static VideoChunk chunk(
            long epoch,
            long sequence,
            boolean live,
            List<FrameGap> gaps,
            boolean endOfEpoch,
            @Nullable Long heldUntilUs) {
        List<VideoFrame> frames = heldUntilUs != null || endOfEpoch
                ? List.of()
                : LongStream.range(sequence * FRAMES, (sequence + 1) * FRAMES)
                        .mapToObj(OriginalChunks::frame)
                        .toList();
        return VideoChunk.newBuilder()
                .setStreamId("cam")
                .setEpoch(epoch)
                .setSequence(sequence)
                .setEpochStartUs(startUs(epoch))
                .setPublishedAtUs(startUs(epoch) + (sequence + 1) * FRAMES * FRAME_US)
                .setWidth(64)
                .setHeight(48)
                .setLive(live)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(frames)
                .setGaps(gaps)
                .setEndOfEpoch(endOfEpoch)
                .setHeldUntilUs(heldUntilUs)
                .build();
    }

    static VideoChunk end(long epoch, long sequence, boolean live) {
        return chunk(epoch, sequence, live, List.of(), true, null);
    }

    private static VideoFrame frame(long number) {
        return new VideoFrame(
                number,
                number * FRAME_US,
                FRAME_US,
                BEGAN_US + number * FRAME_US,
                ByteBuffer.wrap(new byte[] {(byte) number}),
                ByteBuffer.wrap(new byte[] {(byte) 0xfc, (byte) number, 0}));
    }

    /** Eight packets, as long as a chunk of pictures. */
    static AudioChunk audio(long epoch, long sequence) {
        List<AudioPacket> packets = LongStream.range(sequence * 8, (sequence + 1) * 8)
                .mapToObj(number -> new AudioPacket(number * 20, 20L, ByteBuffer.wrap(new byte[] {(byte) number})))
                .toList();
        return audio(epoch, sequence, packets, false);
    }

    static AudioChunk audioEnd(long epoch, long sequence) {
        return audio(epoch, sequence, List.of(), true);
    }

    private static AudioChunk audio(long epoch, long sequence, List<AudioPacket> packets, boolean end) {
        return AudioChunk.newBuilder()
                .setStreamId("cam")
                .setEpoch(epoch)
                .setSequence(sequence)
                .setEpochStartUs(startUs(epoch))
                .setCodec("opus")
                .setCodecConfig(ByteBuffer.allocate(0))
                .setSampleRate(48_000)
                .setChannels(2)
                .setChannelLayout("stereo")
                .setTimeBaseNum(1)
                .setTimeBaseDen(1_000)
                .setPackets(packets)
                .setEndOfEpoch(end)
                .build();
    }
}
