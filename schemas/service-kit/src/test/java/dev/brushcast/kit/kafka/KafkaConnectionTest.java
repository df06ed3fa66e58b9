package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KafkaConnectionTest {

    @Test
    void theRegistrysSettingsAreKeptFromKafkasClients() {
        KafkaConnection connection = new KafkaConnection(
                "a:9092",
                null,
                Map.of("security.protocol", "SSL", "schema.registry.basic.auth.user.info", "ann:secret"));

        assertThat(connection.clientSettings())
                .containsOnly(Map.entry("bootstrap.servers", "a:9092"), Map.entry("security.protocol", "SSL"));
    }

    @Test
    void aRegistrySettingThatIsNotKnownIsTheUsersToPutRight() {
        KafkaConnection connection = new KafkaConnection(
                "a:9092", "http://localhost:8081", Map.of("schema.registry.basic.auth.user.inof", "ann:secret"));

        assertThatThrownBy(connection::openSerdes)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("not known: basic.auth.user.inof")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aConnectionInALogLineShowsNoPasswords() {
        assertThat(new KafkaConnection("a:9092", null, Map.of("sasl.jaas.config", "secret")))
                .asString()
                .contains("a:9092", "sasl.jaas.config")
                .doesNotContain("secret");
    }

    @Test
    void aClusterWithoutAnAddressIsTheUsersToPutRight() {
        assertThatThrownBy(() -> KafkaConnection.plain(" ")).isInstanceOf(UserError.class);
    }
}
