package dev.brushcast.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.wire.registry.CatalogueEntry;
import dev.brushcast.contract.wire.registry.SchemaCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AvroSerdesTest {

    private static final String TOPIC = "a-topic";

    private final AvroSerdes serdes = AvroSerdes.builtIn();

    static List<Class<? extends SpecificRecord>> types() {
        return RandomRecords.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    <V extends SpecificRecord> void everyRecordComesBackAsItWas(Class<V> type) {
        Serde<V> serde = serdes.value(type);
        assertThat(RandomRecords.of(type, 50)).allSatisfy(record -> {
            byte[] value = serde.serializer().serialize(TOPIC, record);
            assertThat(serde.deserializer().deserialize(TOPIC, value)).isEqualTo(record);
        });
    }

    @Test
    void aValueBeginsWithAZeroByteAndTheBuiltInIdOfItsSchema() {
        byte[] value = bytes(RandomRecords.of(VideoChunk.class, 1).findFirst().orElseThrow());

        int id = ByteBuffer.wrap(value).getInt(1);
        assertThat(value[0]).isZero();
        assertThat(Integer.toHexString(id)).startsWith("4243");
        assertThat(SchemaCatalogue.load().withId(id))
                .get()
                .extracting(CatalogueEntry::name)
                .isEqualTo(VideoChunk.class.getName());
    }

    @Test
    void aTombstoneStaysOne() {
        Serde<VideoChunk> serde = serdes.value(VideoChunk.class);
        assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
        assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
    }

    @Test
    void bytesOfAnotherFormatAreForeign() {
        List<byte[]> foreign =
                List.of(new byte[0], new byte[] {0, 0, 0, 1}, "{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
        assertThat(foreign)
                .allSatisfy(value -> assertThatThrownBy(() -> read(value))
                        .isInstanceOf(ForeignRecordException.class)
                        .hasMessageStartingWith(
                                "A value of " + value.length + " bytes on topic a-topic is not in Confluent's"));
    }

    @Test
    void anIdOfARegistryIsUnknownWithoutOne() {
        assertThatThrownBy(() -> read(new byte[] {0, 0, 0, 0, 42, 1, 2, 3}))
                .isInstanceOfSatisfying(
                        UnknownSchemaIdException.class,
                        e -> assertThat(e.schemaId()).isEqualTo(42))
                .hasMessage("A value on topic a-topic cannot be read. Schema id 42 is from a schema registry,"
                        + " and none is configured (schema.registry.url)");
    }

    @Test
    void anIdOfANewerCatalogueIsUnknownAndSaidToBe() {
        byte[] value = ByteBuffer.allocate(9)
                .put((byte) 0)
                .putInt(SchemaCatalogue.FIRST_ID + 5000)
                .array();
        assertThatThrownBy(() -> read(value))
                .isInstanceOf(UnknownSchemaIdException.class)
                .hasMessageEndingWith("is from a newer version of Brushcast than this one");
    }

    @Test
    void aRecordCutOffAnywhereIsMalformed() {
        byte[] whole = bytes(RandomRecords.of(VideoChunk.class, 1).findFirst().orElseThrow());
        assertThat(IntStream.range(WireFormat.HEADER_BYTES, whole.length))
                .allSatisfy(length -> assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
                        .isInstanceOf(MalformedRecordException.class)
                        .hasMessageContaining("on topic a-topic is not a record of its schema"));
    }

    @Test
    void aRecordWithMoreBehindItIsMalformed() {
        byte[] whole = bytes(RandomRecords.of(VideoChunk.class, 1).findFirst().orElseThrow());
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageEndingWith("bytes are left over");
    }

    @Test
    void aRecordOfAnotherTypeIsMalformed() {
        StreamEvent event = RandomRecords.of(StreamEvent.class, 1).findFirst().orElseThrow();
        byte[] value = serdes.value(StreamEvent.class).serializer().serialize(TOPIC, event);
        assertThatThrownBy(() -> read(value)).isInstanceOf(MalformedRecordException.class);
    }

    private byte[] bytes(VideoChunk chunk) {
        return serdes.value(VideoChunk.class).serializer().serialize(TOPIC, chunk);
    }

    private VideoChunk read(byte[] value) {
        return serdes.value(VideoChunk.class).deserializer().deserialize(TOPIC, value);
    }
}
