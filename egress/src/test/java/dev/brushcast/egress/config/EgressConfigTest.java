package dev.brushcast.egress.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.ConfigFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressConfigTest {

    @TempDir
    private Path folder;

    private static DesiredStream desired(String egress) {
        return new DesiredStream("news", 3, 1L, true, "{}", egress, 0L, 0L);
    }

    @Test
    void aStreamThatIsToBeSaysWhatItWantsOtherwiseAndNoMore() {
        EgressConfig config = EgressConfig.of(
                desired("{\"output\": {\"part\": \"250ms\", \"record\": true}}"),
                new Topics("team."),
                Path.of("/srv/news"));
        EgressConfig.OutputConfig output = EgressConfig.OutputConfig.defaults();
        assertThat(config.topics().prefix()).isEqualTo("team.");
        assertThat(config.stream())
                .isEqualTo(new EgressConfig.StreamConfig(
                        "news", 3, EgressConfig.Start.NEWEST_EPOCH, EgressConfig.End.NEVER, 0));
        assertThat(config.output().folder()).isEqualTo(Path.of("/srv/news"));
        assertThat(config.output().part()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.output().record()).isTrue();
        assertThat(config.output().window()).isEqualTo(output.window());
    }

    @Test
    void aLadderIsAListOfHeightsPerhapsWithRatesOrOneOfThem() {
        assertThat(ladder("[180, \"360\", \"720:2M\"]"))
                .containsExactly(new Rung(720, 2000), new Rung(360, 0), new Rung(180, 0));
        assertThat(ladder("360")).containsExactly(new Rung(360, 0));
        assertThat(ladder("[]")).isEmpty();
        assertThat(ladder("null")).isEmpty();
        for (String wrong : List.of("[361]", "[0]", "[360, 360]", "[null]", "[2.5]", "[true]", "[{}]", "\"360,180\"")) {
            assertThatThrownBy(() -> ladder(wrong))
                    .as(wrong)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("ladder");
        }
    }

    private static List<Rung> ladder(String json) {
        String egress = "{\"output\": {\"ladder\": " + json + "}}";
        return EgressConfig.of(desired(egress), Topics.UNPREFIXED, Path.of("/srv/news"))
                .output()
                .ladder();
    }

    @Test
    void whereFilesGoAndWhoServesThemIsNotForAStreamToSay() {
        String egress = "{\"output\": {\"folder\": \"/etc\"}, \"http\": {\"port\": 1}, \"stream\": {\"slot\": 0}}";
        assertThatThrownBy(() -> EgressConfig.of(desired(egress), Topics.UNPREFIXED, Path.of("/srv/news")))
                .isInstanceOf(UserError.class)
                .hasMessage("egress: stream: is not set here; output.folder: is not set here; http: is not set here");
    }

    @Test
    void theReferenceFileSaysTheDefaults() throws URISyntaxException {
        Path reference = Path.of(Objects.requireNonNull(EgressConfig.class.getResource("reference.yaml"))
                .toURI());

        assertThat(ConfigFile.read(reference, EgressConfig.class, Map.of()))
                .isEqualTo(EgressConfig.defaults("camera-1"));
    }

    @Test
    void everySettingCanBeSet() throws IOException {
        EgressConfig config = read("""
                topicPrefix: team-a.
                stream: {id: cat, slot: 3, start: earliest, end: with_epoch, firstEpoch: 7}
                output: {folder: /srv/hls, segment: 4s, part: 1s, window: 1h, audioPatience: 2s, source: false, record: true,
                         bitrateKbps: 2500, ladder: [180, "360:800k"]}
                push: rtmps://live.example/app/key
                http: {enabled: false, host: localhost, port: 9000}
                """);

        assertThat(config)
                .isEqualTo(new EgressConfig(
                        new Topics("team-a."),
                        new EgressConfig.StreamConfig(
                                "cat", 3, EgressConfig.Start.EARLIEST, EgressConfig.End.WITH_EPOCH, 7),
                        new EgressConfig.OutputConfig(
                                Path.of("/srv/hls"),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(1),
                                Duration.ofHours(1),
                                Duration.ofSeconds(2),
                                false,
                                true,
                                2500,
                                List.of(new Rung(360, 800), new Rung(180, 0)),
                                null,
                                null),
                        List.of(PushAddress.parse("rtmps://live.example/app/key")),
                        new EgressConfig.HttpConfig(false, "localhost", 9000)));
    }

    @Test
    void whatCannotBeIsSaid() {
        assertThatThrownBy(() -> read("""
                        topicPrefix: "team a"
                        stream: {id: cat, slot: 0, start: earliest, end: never, firstEpoch: 0}
                        """))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("topicPrefix: Topics cannot be prefixed with 'team a'");
        assertThatThrownBy(() -> read("""
                        stream: {id: "..", slot: 0, start: earliest, end: never, firstEpoch: 0}
                        """))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("A stream cannot be called '..'");
        assertThatThrownBy(() -> new EgressConfig.HttpConfig(true, "localhost", 70_000))
                .hasMessageContaining("http.port");
        assertThatThrownBy(() -> read("""
                        stream: {id: cat, slot: 0, start: earliest, end: never, firstEpoch: 0}
                        output: {folder: out, segment: 2s, part: 1s, window: 1h, audioPatience: 2s, source: false, record: true,
                                 bitrateKbps: 3}
                        """))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("output.bitrateKbps is 3");
        assertThatThrownBy(() -> read("""
                        stream: {id: cat, slot: 0, start: earliest, end: never, firstEpoch: 0}
                        output: {folder: out, segment: 2s, part: 3s, window: 1h, audioPatience: 2s, source: false, record: true,
                                 bitrateKbps: 0}
                        """)).isInstanceOf(UserError.class).hasMessageContaining("output.part is PT3S");
        assertThatThrownBy(() -> read("""
                        stream: {id: cat, slot: 0, start: earliest, end: never, firstEpoch: 0}
                        push: http://live.example/app
                        """)).isInstanceOf(UserError.class).hasMessageContaining("rtmp://");
    }

    private EgressConfig read(String yaml) throws IOException {
        return ConfigFile.read(Files.writeString(folder.resolve("egress.yaml"), yaml), EgressConfig.class, Map.of());
    }
}
