package dev.brushcast.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.wire.registry.CurrentSchemas;
import dev.brushcast.contract.wire.registry.SchemaRegistryException;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpSchemaRegistryTest {

    private static final String ID_42 = "{\"id\": 42}";

    private final RegistryDouble server = new RegistryDouble();
    private final VideoChunk chunk =
            RandomRecords.of(VideoChunk.class, 1).findFirst().orElseThrow();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSchemaIsRegisteredUnderItsTopicOnceAndItsIdWritten() {
        server.answer("POST /subjects/source-video-value/versions", 200, ID_42);
        Serde<VideoChunk> serde = serde(Map.of());

        byte[] value = serde.serializer().serialize("source-video", chunk);
        serde.serializer().serialize("source-video", chunk);

        assertThat(value).startsWith(0, 0, 0, 0, 42);
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().getFirst())
                .contains("\\\"name\\\":\\\"VideoChunk\\\"")
                .doesNotContain("avro.java.string");
    }

    @Test
    void aSchemaIsFetchedByItsIdOnce() {
        server.answer("POST /subjects/t-value/versions", 200, ID_42);
        server.answer("GET /schemas/ids/42", 200, RegistryDouble.schema(CurrentSchemas.of(VideoChunk.class)));
        byte[] value = serde(Map.of()).serializer().serialize("t", chunk);
        Serde<VideoChunk> reader = serde(Map.of());

        assertThat(reader.deserializer().deserialize("t", value)).isEqualTo(chunk);
        assertThat(reader.deserializer().deserialize("t", value)).isEqualTo(chunk);
        assertThat(server.requests())
                .filteredOn(request -> request.startsWith("GET"))
                .hasSize(1);
    }

    @Test
    void whatWasWrittenWithoutARegistryIsReadWithOne() {
        byte[] value = AvroSerdes.builtIn().value(VideoChunk.class).serializer().serialize("t", chunk);

        assertThat(serde(Map.of()).deserializer().deserialize("t", value)).isEqualTo(chunk);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theLoginIsSentAndItsRefusalSaid() {
        server.answer("POST /subjects/t-value/versions", 401, "");
        Serde<VideoChunk> serde = serde(Map.of("basic.auth.user.info", "ann:secret"));

        assertThatThrownBy(() -> serde.serializer().serialize("t", chunk))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessage("The schema registry at " + server.url()
                        + " refuses the login: check basic.auth.user.info (HTTP 401)");
        assertThat(server.requests().getFirst()).contains("Basic YW5uOnNlY3JldA==");
    }

    @Test
    void withoutAutoRegistrationASchemaMustBeThereAlready() {
        server.answer("POST /subjects/t-value", 404, "{\"error_code\": 40403, \"message\": \"Schema not found\"}");
        Serde<VideoChunk> serde = serde(Map.of("auto.register.schemas", "false"));

        assertThatThrownBy(() -> serde.serializer().serialize("t", chunk))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("has no such schema of dev.brushcast.contract.avro.VideoChunk under t-value")
                .hasMessageEndingWith("(HTTP 404): Schema not found");
    }

    @Test
    void anIncompatibleSchemaIsRefusedWithTheRegistrysReason() {
        server.answer("POST /subjects/t-value/versions", 409, "{\"message\": \"field width is gone\"}");

        assertThatThrownBy(() -> serde(Map.of()).serializer().serialize("t", chunk))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("takes no schema under t-value")
                .hasMessageEndingWith("field width is gone");
    }

    @Test
    void anUnknownIdIsTheRecordsFaultAndNotTheRegistrys() {
        server.answer("GET /schemas/ids/7", 404, "{\"error_code\": 40403}");

        assertThatThrownBy(() -> serde(Map.of()).deserializer().deserialize("t", new byte[] {0, 0, 0, 0, 7, 1}))
                .isInstanceOf(UnknownSchemaIdException.class)
                .hasMessageContaining("Schema id 7 is not known to the schema registry at " + server.url());
    }

    @Test
    void aRegistryThatIsBackAfterAMomentIsAskedAgain() {
        server.answer("POST /subjects/t-value/versions", 503, "");
        server.answer("POST /subjects/t-value/versions", 200, ID_42);

        assertThat(serde(Map.of()).serializer().serialize("t", chunk)).startsWith(0, 0, 0, 0, 42);
    }

    @Test
    void aRegistryThatIsNotThereIsSaidInOneLine() throws Exception {
        int port;
        try (ServerSocket probe = new ServerSocket(0)) {
            port = probe.getLocalPort();
        }
        Serde<VideoChunk> serde =
                AvroSerdes.ownRegistry("http://localhost:" + port, Map.of()).value(VideoChunk.class);

        assertThatThrownBy(() -> serde.serializer().serialize("t", chunk))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageStartingWith("No schema registry answers at http://localhost:" + port)
                .hasMessageEndingWith("check schema.registry.url");
    }

    @Test
    void theNextNodeIsAskedWhereOneIsDown() {
        server.answer("POST /subjects/t-value/versions", 200, ID_42);
        AvroSerdes serdes = AvroSerdes.ownRegistry("http://localhost:1, " + server.url() + "/", Map.of());

        assertThat(serdes.value(VideoChunk.class).serializer().serialize("t", chunk))
                .startsWith(0, 0, 0, 0, 42);
    }

    @Test
    void aSettingThatIsNotKnownIsAnError() {
        assertThatThrownBy(() -> serde(Map.of("bearer.auth.token", "x")))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageStartingWith("Schema registry settings that are not known: bearer.auth.token");
    }

    @Test
    void anAddressThatIsNoneIsAnError() {
        assertThatThrownBy(() -> AvroSerdes.ownRegistry("localhost:8081", Map.of()))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessage("'localhost:8081' is not the address of a schema registry, expected http://HOST:PORT");
    }

    private Serde<VideoChunk> serde(Map<String, String> settings) {
        return AvroSerdes.ownRegistry(server.url(), settings).value(VideoChunk.class);
    }
}
