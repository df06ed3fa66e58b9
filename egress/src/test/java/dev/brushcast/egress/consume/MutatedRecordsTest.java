package dev.brushcast.egress.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.validation.ImplausibleRecordException;
import dev.brushcast.contract.validation.Plausibility;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.contract.wire.WireException;
import dev.brushcast.egress.timeline.StreamTimeline;
import dev.brushcast.egress.timeline.TimelineEvent;
import dev.brushcast.kafkaundertest.MutatedRecords;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/** Thousands of records that somebody broke, as egress meets them: none throws, none makes endless work. */
class MutatedRecordsTest {

    private static final long SEED = 20261126;
    private static final long START_US = 1_780_000_000_000_000L;
    private static final int FRAMES = 4;
    private static final long FRAME_US = 40_000;
    private static final String STREAM = "main";

    private final MutatedRecords mutated = new MutatedRecords(SEED);
    private final AvroSerdes serdes = AvroSerdes.builtIn();
    private long refused;

    @Test
    void styledChunksGoThroughTheTimelineOrAreRefused() {
        StreamTimeline timeline = new StreamTimeline(8);
        timeline.accept(StyledChunks.toChunk(styled(0)));
        int most = 0;
        for (int i = 0; i < MutatedRecords.COUNT; i++) {
            Optional<StyledChunk> read = read(StyledChunk.class, styled(i), START_US / 1_000);
            if (read.isPresent() && read.get().getEpoch() == 1) { // other epochs are refused by what topic streams says
                List<TimelineEvent> events = timeline.accept(StyledChunks.toChunk(read.get()));
                most = Math.max(most, events.size());
            }
        }

        assertThat(refused).isGreaterThan(MutatedRecords.COUNT / 4);
        assertThat(most).as("events of one chunk").isLessThan(20_000);
    }

    @Test
    void audioChunksAreTakenOrRefused() {
        long taken = 0;
        for (int i = 0; i < MutatedRecords.COUNT; i++) {
            Optional<AudioChunk> read = read(AudioChunk.class, audio(i), START_US / 1_000);
            if (read.isPresent()) {
                AudioChunks.toChunk(read.get());
                taken++;
            }
        }

        assertThat(refused + taken).isEqualTo(MutatedRecords.COUNT);
        assertThat(refused).isGreaterThan(MutatedRecords.COUNT / 4);
    }

    /** What a reader does with a value that somebody changed: null where it is passed over. */
    private <V extends SpecificRecord> Optional<V> read(Class<V> type, V good, long timestampMs) {
        Serializer<V> serializer = serdes.value(type).serializer();
        Deserializer<V> deserializer = serdes.value(type).deserializer();
        byte[] value = mutated.half()
                ? mutated.damaged(serializer.serialize("topic", good))
                : serializer.serialize("topic", mutated.changed(good));
        try {
            V read = deserializer.deserialize("topic", value);
            Plausibility.require(STREAM, mutated.timestamp(timestampMs), read);
            return Optional.of(read);
        } catch (WireException | ImplausibleRecordException e) {
            refused++;
            return Optional.empty();
        }
    }

    private static StyledChunk styled(long sequence) {
        List<StyledFrame> frames = LongStream.range(sequence * FRAMES, (sequence + 1) * FRAMES)
                .mapToObj(MutatedRecordsTest::frame)
                .toList();
        return StyledChunk.newBuilder()
                .setStreamId(STREAM)
                .setEpoch(1)
                .setSequence(sequence)
                .setEpochStartUs(START_US)
                .setWidth(64)
                .setHeight(40)
                .setFrameRateNum(25)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(frames)
                .setGaps(List.of(new FrameGap((sequence + 1) * FRAMES, 1L, "corrupt")))
                .setModel("builtin")
                .setDevice("cpu")
                .setWorker("w")
                .setPublishedAtUs(START_US)
                .setReceivedAtUs(START_US)
                .setFinishedAtUs(START_US)
                .build();
    }

    private static StyledFrame frame(long number) {
        return new StyledFrame(
                number,
                number * FRAME_US,
                FRAME_US,
                START_US,
                FrameOutcome.STYLED,
                null,
                1L,
                new StageTimings(1L, 1L, 1L, 1L),
                ByteBuffer.wrap(new byte[50]));
    }

    private static AudioChunk audio(long sequence) {
        return AudioChunk.newBuilder()
                .setStreamId(STREAM)
                .setEpoch(1)
                .setSequence(sequence)
                .setEpochStartUs(START_US)
                .setCodec("aac")
                .setCodecConfig(ByteBuffer.wrap(new byte[] {17, (byte) 144}))
                .setSampleRate(48_000)
                .setChannels(2)
                .setChannelLayout("stereo")
                .setFrameSize(1_024)
                .setTimeBaseNum(1)
                .setTimeBaseDen(48_000)
                .setPackets(List.of(new AudioPacket(sequence * 1_024, 1_024L, ByteBuffer.wrap(new byte[80]))))
                .build();
    }
}
