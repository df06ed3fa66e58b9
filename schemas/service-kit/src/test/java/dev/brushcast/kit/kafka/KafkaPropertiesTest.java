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
    void aPasswordFromAFileIsTheFileWithoutTheEndOfItsLine() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "s3 \"cr\\et$1\n");
        Path file = Files.writeString(
                folder.resolve("client.properties"),
                "ssl.key.password=${file:" + secret + "}\nsasl.jaas.config=L required password=\"${file:" + secret
                        + "}\";");

        assertThat(KafkaProperties.read(file, Map.of()))
                .containsEntry("ssl.key.password", "s3 \"cr\\et$1")
                .containsEntry("sasl.jaas.config", "L required password=\"s3 \\\"cr\\\\et$1\";");
    }

    @Test
    void aWholeLoginFromTheEnvironmentIsTakenAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), "sasl.jaas.config=${LOGIN}");

        assertThat(KafkaProperties.read(file, Map.of("LOGIN", "L required password=\"a\";")))
                .containsEntry("sasl.jaas.config", "L required password=\"a\";");
    }

    @Test
    void aSecretThatCannotBeReadIsSaidByItsFile() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path file = folder.resolve("client.properties");

        Files.writeString(file, "ssl.key.password=half${file:" + folder.resolve("none") + "}");
        assertThatThrownBy(() -> KafkaProperties.read(file, Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessage("The Kafka settings " + file + ": ssl.key.password: the secret in " + folder.resolve("none")
                        + " cannot be read: there is no " + folder.resolve("none"));
        Files.writeString(file, "ssl.key.password=${file:" + empty + "}");
        assertThatThrownBy(() -> KafkaProperties.read(file, Map.of()))
                .hasMessageEndingWith("the secret in " + empty + " is empty: write it there");
    }

    @Test
    void whatKafkasOwnProvidersAreToLookUpIsLeftToThem() throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), """
                config.providers=file
                config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
                ssl.key.password=${file:/run/secrets/kafka.properties:key}
                """);

        assertThat(KafkaProperties.read(file, Map.of()))
                .containsEntry("ssl.key.password", "${file:/run/secrets/kafka.properties:key}");
    }

    @Test
    void aFileThatIsNotThereIsSaidInOneLine() {
        assertThatThrownBy(() -> KafkaProperties.read(folder.resolve("none"), Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("The Kafka settings " + folder.resolve("none") + " cannot be read");
    }
}
