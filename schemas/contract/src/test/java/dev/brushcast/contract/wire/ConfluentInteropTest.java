package dev.brushcast.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.wire.registry.CatalogueEntry;
import dev.brushcast.contract.wire.registry.CurrentSchemas;
import dev.brushcast.contract.wire.registry.SchemaCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against Confluent's real serializer and deserializer, byte for byte. */
final class ConfluentInteropTest {

    private static final String TOPIC = "t";
    private static final int RECORDS = 20;

    @SuppressWarnings("NullAway.Init") // by tellRegistry
    private static ConfluentPeer confluent;

    private final AvroSerdes serdes = AvroSerdes.builtIn();

    static List<Class<? extends SpecificRecord>> types() {
        return RandomRecords.types();
    }

    @BeforeAll
    static void tellRegistry() {
        confluent = ConfluentPeer.inMemory();
        for (CatalogueEntry entry : SchemaCatalogue.load().entries()) {
            confluent.register(topic(entry.name()) + "-value", entry.schema(), entry.version(), entry.id());
        }
    }

    @AfterAll
    static void close() {
        confluent.close();
    }

    @ParameterizedTest
    @MethodSource("types")
    <V extends SpecificRecord> void whatWeWriteConfluentReadsAndWritesTheSame(Class<V> type) {
        String topic = topic(type.getName());
        Serde<V> ours = serdes.value(type);
        assertThat(RandomRecords.ofOneEncoding(type, RECORDS)).allSatisfy(record -> {
            byte[] value = ours.serializer().serialize(topic, record);

            Object theirs = confluent.read(topic, value);

            assertThat(theirs.toString()).isEqualTo(record.toString());
            assertThat(confluent.write(topic, theirs)).isEqualTo(value);
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    <V extends SpecificRecord> void whatConfluentWritesWeReadAndWriteTheSame(Class<V> type) {
        String topic = topic(type.getName());
        // As the catalogue has it: Confluent tells schemas apart by their comments, too, which may have been improved
        // since.
        Schema schema = SchemaCatalogue.load()
                .withSchema(CurrentSchemas.of(type))
                .orElseThrow()
                .schema();
        Serde<V> ours = serdes.value(type);
        assertThat(RandomRecords.ofOneEncoding(type, RECORDS)).allSatisfy(record -> {
            byte[] value = confluent.write(topic, confluent.record(json(record), schema));

            assertThat(ours.deserializer().deserialize(topic, value)).isEqualTo(record);
            assertThat(ours.serializer().serialize(topic, record)).isEqualTo(value);
        });
    }

    /** A topic for each type, since Confluent's registry keeps schemas by topic. */
    private static String topic(String typeName) {
        return TOPIC + "-" + typeName;
    }

    private static <V extends SpecificRecord> String json(V record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonEncoder encoder = EncoderFactory.get().jsonEncoder(record.getSchema(), out);
        new SpecificDatumWriter<V>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toString(StandardCharsets.UTF_8);
    }
}
