package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaPropertiesTest {

    @TempDir
    Path folder;

    @Test
    void aFileAsKafkasToolsTakeItIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), """
                # for the worker
                security.protocol=SASL_SSL
                sasl.jaas.config=org.example.Login required username="w" \\
                  password="${PASSWORD}";
                """);

        assertThat(KafkaProperties.read(file, Map.of("PASSWORD", "a$b")))
                .containsOnly(
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.jaas.config", "org.example.Login required username=\"w\" password=\"a$b\";"));
    }

    @Test
    void aVariableThatIsNotSetIsSaidWithoutTheValue() throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), "ssl.key.password=half${REST}");

        assertThatThrownBy(() -> KafkaProperties.read(file, Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("ssl.key.password names an environment variable that is not set")
                .hasMessageNotContaining("half");
    }

    @Test
    void aFileThatIsNotThereIsSaidInOneLine() {
        assertThatThrownBy(() -> KafkaProperties.read(folder.resolve("none"), Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("The Kafka settings " + folder.resolve("none") + " cannot be read");
    }
}
