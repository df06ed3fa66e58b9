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
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.validation.ImplausibleRecordException;
import dev.brushcast.contract.validation.Plausibility;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.contract.wire.WireException;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.StreamTimeline;
import dev.brushcast.egress.timeline.TimelineEvent;
import dev.brushcast.kafkaundertest.MutatedRecords;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thousands of records that somebody broke, as egress meets them: none throws, none makes endless work. */
class MutatedRecordsTest {

    private static final long SEED = 20261126;
    private static final long START_US = 1_780_000_000_000_000L;
    private static final int FRAMES = 4;
    private static final long FRAME_US = 40_000;
    private static final String STREAM = "main";
    private static final int WINDOW = 8;
    private static final Logger LOGGER = LoggerFactory.getLogger(MutatedRecordsTest.class);

    private final MutatedRecords mutated = new MutatedRecords(SEED);
    private final AvroSerdes serdes = AvroSerdes.builtIn();
    private long refused;

    @Test
    void styledChunksGoThroughTheTimelineOrAreRefused() {
        assertThatTheTimelineGoesOn(
                StyledChunk.class, StyledChunk::getEpoch, MutatedRecordsTest::styled, StyledChunks::toChunk);
    }

    @Test
    void sourceChunksGoThroughTheTimelineOrAreRefused() {
        assertThatTheTimelineGoesOn(
                VideoChunk.class, VideoChunk::getEpoch, MutatedRecordsTest::source, SourceChunks::toChunk);
    }

    private <V extends SpecificRecord> void assertThatTheTimelineGoesOn(
            Class<V> type, ToLongFunction<V> epoch, LongFunction<V> good, Function<V, Chunk> toChunk) {
        StreamTimeline timeline = new StreamTimeline(WINDOW);
        timeline.accept(toChunk.apply(good.apply(0)));
        int most = 0;
        for (int i = 0; i < MutatedRecords.COUNT; i++) {
            Optional<V> read = read(type, good.apply(i), START_US / 1_000);
            if (read.isPresent()
                    && epoch.applyAsLong(read.get()) == 1) { // others are refused by what topic streams says
                List<TimelineEvent> events = timeline.accept(toChunk.apply(read.get()));
                most = Math.max(most, events.size());
            }
        }

        assertThat(refused).isGreaterThan(MutatedRecords.COUNT / 4);
        assertThat(most).as("events of one chunk").isLessThan(20_000);
        V first = good.apply(0);
        first.put(first.getSchema().getField("epoch").pos(), 2L);
        assertRecovers(timeline, toChunk.apply(first));
    }

    /** One that somebody broke may have said that the capture has ended: the next one is shown. */
    private static void assertRecovers(StreamTimeline timeline, Chunk next) {
        long begun = System.nanoTime();
        List<TimelineEvent> events = timeline.accept(next);
        Duration recovery = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(events).hasAtLeastOneElementOfType(TimelineEvent.Show.class);
        assertThat(recovery).isLessThan(Duration.ofSeconds(3));
        LOGGER.info("{} records, recovered in {}", MutatedRecords.COUNT, recovery);
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

    private static VideoChunk source(long sequence) {
        List<VideoFrame> frames = LongStream.range(sequence * FRAMES, (sequence + 1) * FRAMES)
                .mapToObj(number -> new VideoFrame(
                        number, number * FRAME_US, FRAME_US, START_US, ByteBuffer.wrap(new byte[50]), null))
                .toList();
        return VideoChunk.newBuilder()
                .setStreamId(STREAM)
                .setEpoch(1)
                .setSequence(sequence)
                .setEpochStartUs(START_US)
                .setPublishedAtUs(START_US)
                .setWidth(64)
                .setHeight(40)
                .setFrameRateNum(25)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(frames)
                .setGaps(List.of())
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
                ByteBuffer.wrap(new byte[50]),
                null);
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
