package dev.brushcast.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.Topics;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.ConfigFile;
import dev.brushcast.worker.schedule.FrameBudget;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerConfigTest {

    @TempDir
    private Path folder;

    @Test
    void theReferenceFileSaysTheDefaults() throws URISyntaxException {
        Path reference = Path.of(Objects.requireNonNull(WorkerConfig.class.getResource("reference.yaml"))
                .toURI());

        assertThat(ConfigFile.read(reference, WorkerConfig.class, Map.of())).isEqualTo(WorkerConfig.defaults());
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws IOException {
        assertThat(read("{}")).isEqualTo(WorkerConfig.defaults());
    }

    @Test
    void everySettingCanBeSet() throws IOException {
        assertThat(read("""
                topicPrefix: team-a.
                name: gpu-7
                group: fleet
                stateDir: /var/lib/brushcast
                workers: 3
                guarantee: at_least_once
                threads: 8
                payloadThreads: 2
                chunkTimeout: 90s
                liveMargin: 2s
                maxThreadRestarts: 9
                frameBudget: 1s
                longestBudget: 2s
                passthroughAfter: 3s
                warmUpWidth: 512
                warmUpHeight: 288
                warmUpFrames: 8
                warmUpTimeout: 20m
                kafka:
                  metadata.max.age.ms: "1000"
                """))
                .isEqualTo(new WorkerConfig(
                        new Topics("team-a."),
                        new Membership("gpu-7", "fleet", Path.of("/var/lib/brushcast"), 3),
                        Guarantee.AT_LEAST_ONCE,
                        new Concurrency(8, 2),
                        new Patience(Duration.ofSeconds(90), Duration.ofSeconds(2), 9),
                        new FrameBudget(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)),
                        new WarmUp(512, 288, 8, Duration.ofMinutes(20)),
                        Map.of("metadata.max.age.ms", "1000")));
    }

    @Test
    void limitsThatContradictEachOtherAreTold() {
        assertThatThrownBy(() -> read("longestBudget: 100ms"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("times must rise");
    }

    @Test
    void aGuaranteeThatThereIsNotIsTold() {
        assertThatThrownBy(() -> read("guarantee: at_most_once"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("write at_least_once or exactly_once_v2");
    }

    @Test
    void aGroupThatNoTopicCanBeNamedByIsTold() {
        assertThatThrownBy(() -> read("group: gpu fleet"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("letters, digits, dots, dashes and underscores");
    }

    private WorkerConfig read(String yaml) throws IOException {
        return ConfigFile.read(Files.writeString(folder.resolve("worker.yaml"), yaml), WorkerConfig.class, Map.of());
    }
}
