package dev.brushcast.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.wire.registry.SchemaRegistryClient;
import dev.brushcast.contract.wire.registry.SchemaRegistryException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a real registry server, with Confluent's client as its other user. */
final class SchemaRegistryIT {

    @SuppressWarnings("NullAway.Init") // by startRegistry
    private static RegistryProcess registry;

    @SuppressWarnings("NullAway.Init") // by startRegistry
    private static ConfluentPeer confluent;

    private final AvroSerdes serdes = AvroSerdes.ownRegistry(registry.url(), Map.of());

    static List<Class<? extends SpecificRecord>> types() {
        return RandomRecords.types();
    }

    @BeforeAll
    static void startRegistry() throws IOException {
        registry = RegistryProcess.start();
        confluent = ConfluentPeer.of(registry.url());
    }

    @AfterAll
    static void stopRegistry() {
        confluent.close();
        registry.close();
    }

    @ParameterizedTest
    @MethodSource("types")
    <V extends SpecificRecord> void weAndConfluentsClientReadAndWriteTheSameBytes(Class<V> type) {
        String topic = type.getSimpleName();
        V record = RandomRecords.ofOneEncoding(type, 1).findFirst().orElseThrow();
        byte[] value = serdes.value(type).serializer().serialize(topic, record);

        Object theirs = confluent.read(topic, value);
        Serde<V> fresh = AvroSerdes.ownRegistry(registry.url(), Map.of()).value(type);

        assertThat(theirs.toString()).isEqualTo(record.toString());
        assertThat(confluent.write(topic, theirs)).isEqualTo(value);
        assertThat(fresh.deserializer().deserialize(topic, value)).isEqualTo(record);
        assertThat(fresh.serializer().serialize(topic, record)).isEqualTo(value);
    }

    @Test
    void anIdThatItDoesNotKnowIsTheRecordsFault() {
        byte[] value = {0, 0x7f, 0, 0, 0, 1, 2, 3};
        assertThatThrownBy(() -> serdes.value(VideoChunk.class).deserializer().deserialize("t", value))
                .isInstanceOf(UnknownSchemaIdException.class);
    }

    @Test
    void aSchemaThatItDoesNotTakeIsRefusedInOneLine() throws Exception {
        SchemaRegistryClient client = SchemaRegistryClient.open(registry.url(), Map.of());
        Schema before = SchemaBuilder.record("R").fields().requiredLong("a").endRecord();
        Schema after = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
        client.register("strict-value", before);
        assertThat(registry.status("PUT", "/config/strict-value", "{\"compatibility\": \"BACKWARD\"}"))
                .isEqualTo(200);

        assertThatThrownBy(() -> client.register("strict-value", after))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageStartingWith(
                        "The schema registry at " + registry.url() + " takes no schema under strict-value")
                .hasMessageNotContaining("\n");
    }

    @Test
    void withoutAutoRegistrationItKnowsWhatWasRegisteredBefore() {
        SchemaRegistryClient registering = SchemaRegistryClient.open(registry.url(), Map.of());
        SchemaRegistryClient asking =
                SchemaRegistryClient.open(registry.url(), Map.of("auto.register.schemas", "false"));
        Schema schema = SchemaBuilder.record("S").fields().requiredLong("a").endRecord();

        assertThatThrownBy(() -> asking.register("careful-value", schema))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("has no such schema of S under careful-value");
        int id = registering.register("careful-value", schema);
        assertThat(asking.register("careful-value", schema)).isEqualTo(id);
    }
}
