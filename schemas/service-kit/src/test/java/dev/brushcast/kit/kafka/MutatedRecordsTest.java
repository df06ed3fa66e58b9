package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.validation.Bounds;
import dev.brushcast.contract.validation.ImplausibleRecordException;
import dev.brushcast.contract.validation.Plausibility;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.contract.wire.WireException;
import dev.brushcast.kafkaundertest.MutatedRecords;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Thousands of records about streams that somebody broke, as all services read them: none throws what is not expected. */
class MutatedRecordsTest {

    private static final long SEED = 20261126;
    private static final long NOW_US = 1_780_000_000_000_000L;
    private static final String STREAM = "main";

    private final MutatedRecords mutated = new MutatedRecords(SEED);
    private final AvroSerdes serdes = AvroSerdes.builtIn();
    private long refused;
    private long taken;

    @Test
    void whatIsSaidOfStreamsIsAnEpochThatCanBeOrRefused() {
        for (int i = 0; i < MutatedRecords.COUNT; i++) {
            read(EpochStart.class, spec(i + 1))
                    .ifPresent(spec -> assertThat(spec.getEpoch()).isBetween(1L, Bounds.MAX_EPOCH));
        }

        assertAllCounted();
    }

    @Test
    void eventsAreTakenOrRefused() {
        for (int i = 0; i < MutatedRecords.COUNT; i++) {
            read(StreamEvent.class, event(i));
        }

        assertAllCounted();
    }

    @Test
    void timingsAreTakenOrRefused() {
        for (int i = 0; i < MutatedRecords.COUNT; i++) {
            read(ChunkTiming.class, timing(i))
                    .ifPresent(timing -> assertThat(timing.getSequence()).isBetween(0L, Bounds.MAX_NUMBER));
        }

        assertAllCounted();
    }

    private void assertAllCounted() {
        assertThat(refused + taken).isEqualTo(MutatedRecords.COUNT);
        assertThat(refused).isGreaterThan(MutatedRecords.COUNT / 4);
    }

    /** As {@link CheckedConsumer} reads it. */
    private <V extends SpecificRecord> Optional<V> read(Class<V> type, V good) {
        var serde = serdes.value(type);
        byte[] value = mutated.half()
                ? mutated.damaged(serde.serializer().serialize("topic", good))
                : serde.serializer().serialize("topic", mutated.changed(good));
        try {
            V read = serde.deserializer().deserialize("topic", value);
            Plausibility.require(STREAM, mutated.timestamp(NOW_US / 1_000), read);
            taken++;
            return Optional.of(read);
        } catch (WireException | ImplausibleRecordException e) {
            refused++;
            return Optional.empty();
        }
    }

    private static EpochStart spec(long epoch) {
        return EpochStart.newBuilder()
                .setStreamId(STREAM)
                .setSlot(0)
                .setEpoch(epoch)
                .setSource("testsrc")
                .setWidth(64)
                .setHeight(40)
                .setFit("crop")
                .setChunkFrames(4)
                .setLive(true)
                .setStartedAtUs(NOW_US)
                .build();
    }

    private static StreamEvent event(long offset) {
        return StreamEvent.newBuilder()
                .setStreamId(STREAM)
                .setEpoch(1)
                .setType(StreamEventType.ERROR)
                .setAtUs(NOW_US)
                .setOrigin("worker w")
                .setMessage("a record of styles is passed over")
                .setDetails(Map.of("topic", "styles", "partition", "0", "offset", Long.toString(offset)))
                .build();
    }

    private static ChunkTiming timing(long sequence) {
        return ChunkTiming.newBuilder()
                .setStreamId(STREAM)
                .setEpoch(1)
                .setSequence(sequence)
                .setWorker("w")
                .setFinishedAtUs(NOW_US)
                .setAgeUs(1)
                .setMediaUs(160_000)
                .setOutcomes(Map.of("STYLED", 4L))
                .setStagesUs(Map.of("worker", 1L))
                .build();
    }
}
