package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Member;
import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.compose.faults.stage.StageException;
import dev.brushcast.compose.faults.stage.StreamEgress;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import dev.brushcast.media.testing.FrameBarcode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A recording of its own whose chunks are written out of order, and some twice: each second one before the one that it follows.
 *
 * @param chunks how many
 */
public record ShuffledChunks(int chunks) implements Fault {

    /** Its stream, in the slot behind those of the source. */
    public static final String STREAM = "shuffled";

    private static final int WIDTH = 256;
    private static final int HEIGHT = 144;
    private static final int FRAMES = 4;
    private static final long FRAME_US = 100_000;
    private static final int TWICE = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Override
    public String what() {
        return chunks + " chunks of a recording, each second one before the one it follows, each fifth twice";
    }

    @Override
    public void strike(Stage stage) {
        int slot = stage.slots() - 1;
        long now = System.currentTimeMillis() * 1_000;
        try (var producer = stage.clients().producer("faults-shuffled", Map.of());
                FramePayload jpeg = FramePayloads.of(PayloadFormat.JPEG)) {
            EpochStart start =
                    new EpochStart(STREAM, slot, 1L, "faults", WIDTH, HEIGHT, "crop", null, FRAMES, false, now);
            var _ = producer.send(new ProducerRecord<String, SpecificRecord>(
                    Stage.TOPICS.epochs().name(), 0, STREAM, start));
            List<VideoChunk> all = new ArrayList<>();
            for (int i = 0; i < chunks; i++) {
                all.add(chunk(i, now, jpeg));
            }
            for (VideoChunk chunk : shuffled(all)) {
                var _ = producer.send(new ProducerRecord<String, SpecificRecord>(
                        Stage.TOPICS.sourceVideo().name(),
                        slot,
                        now / 1_000 + chunk.getSequence() * FRAMES * FRAME_US / 1_000,
                        STREAM,
                        chunk));
            }
            producer.flush();
        }
        try (Member egress = StreamEgress.start(stage, STREAM, slot)) {
            if (!egress.ends(PATIENCE)) {
                throw new StageException("the recording is not put out within " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    private static List<VideoChunk> shuffled(List<VideoChunk> ordered) {
        List<VideoChunk> shuffled = new ArrayList<>(List.of(ordered.getFirst()));
        for (int i = 1; i + 1 < ordered.size(); i += 2) {
            shuffled.add(ordered.get(i + 1));
            shuffled.add(ordered.get(i));
            if (i % TWICE == 0) {
                shuffled.add(ordered.get(i));
            }
        }
        if (ordered.size() % 2 == 0) {
            shuffled.add(ordered.getLast());
        }
        return shuffled;
    }

    private VideoChunk chunk(int sequence, long startUs, FramePayload jpeg) {
        List<VideoFrame> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            int number = sequence * FRAMES + i;
            byte[] picture = jpeg.encode(FrameBarcode.draw(number, WIDTH, HEIGHT));
            frames.add(new VideoFrame(
                    (long) number, number * FRAME_US, FRAME_US, startUs, ByteBuffer.wrap(picture), null));
        }
        return VideoChunk.newBuilder()
                .setStreamId(STREAM)
                .setEpoch(1)
                .setSequence(sequence)
                .setEpochStartUs(startUs)
                .setPublishedAtUs(startUs)
                .setWidth(WIDTH)
                .setHeight(HEIGHT)
                .setFrameRateNum(10)
                .setFrameRateDen(1)
                .setLive(false)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(frames)
                .setGaps(List.<FrameGap>of())
                .setEndOfEpoch(sequence == chunks - 1)
                .build();
    }
}
