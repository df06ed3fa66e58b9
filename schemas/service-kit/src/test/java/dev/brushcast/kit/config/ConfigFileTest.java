package dev.brushcast.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {

    enum Fit {
        CROP,
        PAD
    }

    record Server(String host, int port, @Nullable Duration timeout) {
        Server {
            if (port < 0) {
                throw new IllegalArgumentException("port " + port + " is negative");
            }
            timeout = timeout == null ? Duration.ofSeconds(5) : timeout;
        }
    }

    record Config(Server server, Fit fit, @Nullable List<String> outputs) {
        Config {
            outputs = outputs == null ? List.of() : List.copyOf(outputs);
        }
    }

    @TempDir
    Path dir;

    @Test
    void yamlBecomesTheRecordWithDefaultsForWhatIsLeftOut() {
        assertThat(parse("""
                server: {host: example.org, port: 80}
                fit: crop
                """))
                .isEqualTo(new Config(new Server("example.org", 80, Duration.ofSeconds(5)), Fit.CROP, List.of()));
    }

    @Test
    void environmentVariablesAreFilledIn() {
        Config config = parse("""
                server: {host: "${HOST}", port: "${PORT:-8080}", timeout: 250ms}
                fit: PAD
                outputs: ["rtmp://${HOST}/live", "${EMPTY:-none}"]
                """, Map.of("HOST", "h$1", "EMPTY", ""));

        assertThat(config)
                .isEqualTo(new Config(
                        new Server("h$1", 8080, Duration.ofMillis(250)), Fit.PAD, List.of("rtmp://h$1/live", "none")));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithItsPath() {
        assertThatThrownBy(() -> parse("""
                server: {hots: a, host: "${NO_SUCH}", port: many, timeout: 10}
                fit: squeeze
                outputs: [a]
                color: red
                """))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("server.hots: there is no such setting")
                .hasMessageContaining("server.host: the environment variable NO_SUCH is not set")
                .hasMessageContaining("server.port: 'many' is not a whole number")
                .hasMessageContaining("server.timeout: '10' is not a duration: write it as in 500ms, 10s, 5m or 2h")
                .hasMessageContaining("fit: 'squeeze' is not one of ")
                .hasMessageContaining("color: there is no such setting")
                .hasMessageStartingWith("The configuration test.yaml is wrong: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void whatTheRecordRefusesIsSaidInItsWords() {
        assertThatThrownBy(() -> parse("{server: {host: a, port: -1}, fit: pad}"))
                .isInstanceOf(UserError.class)
                .hasMessage("The configuration test.yaml is wrong: server: port -1 is negative");
    }

    @Test
    void aMissingNumberIsNotZero() {
        assertThatThrownBy(() -> parse("{server: {host: a}, fit: pad}"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("server.port: is missing: give a whole number");
    }

    @Test
    void noTypeOfJavaStandsInWhatIsSaid() {
        assertThatThrownBy(() -> parse("{server: {host: a, port: 99999999999}, fit: pad}"))
                .hasMessageEndingWith("server.port: this number is too large or too small");
        assertThatThrownBy(() -> parse("{server: 5, fit: pad}"))
                .hasMessageEndingWith("server: this is not a section of settings");
    }

    @Test
    void textThatIsNotYamlIsSaidWithItsLine() {
        assertThatThrownBy(() -> parse("fit: pad\nserver: {host: [\n"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("The configuration test.yaml is wrong: line ");
    }

    @Test
    void aFileIsReadAndOneThatIsNotThereIsAnError() throws Exception {
        Path file = Files.writeString(dir.resolve("c.yaml"), "{server: {host: a, port: 1}, fit: pad}");
        assertThat(ConfigFile.read(file, Config.class, Map.of()).server().port())
                .isEqualTo(1);

        Path missing = dir.resolve("missing.yaml");
        assertThatThrownBy(() -> ConfigFile.read(missing, Config.class, Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("The configuration " + missing + " cannot be read");
    }

    private static Config parse(String yaml) {
        return parse(yaml, Map.of());
    }

    private static Config parse(String yaml, Map<String, String> environment) {
        return ConfigFile.parse("test.yaml", yaml, Config.class, environment);
    }
}
