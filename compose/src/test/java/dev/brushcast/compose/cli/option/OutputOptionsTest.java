package dev.brushcast.compose.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.Topics;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.config.EgressConfig.OutputConfig;
import dev.brushcast.egress.config.EgressConfig.StreamConfig;
import dev.brushcast.egress.config.Rung;
import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.ops.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputOptionsTest {

    private static final EgressConfig FILE = new EgressConfig(
            new Topics("team-a."),
            StreamConfig.defaults("cam"),
            new OutputConfig(
                    Path.of("/srv/cam"),
                    Duration.ofSeconds(4),
                    Duration.ofMillis(200),
                    Duration.ofHours(1),
                    Duration.ofSeconds(1),
                    true,
                    true,
                    900,
                    List.of(),
                    null,
                    null),
            List.of(PushAddress.parse("rtmp://cdn/live/a")),
            new HttpConfig(true, "10.0.0.7", 80));

    private final OutputOptions options = new OutputOptions();

    @Test
    void optionsThatAreNotGivenLeaveTheFileAsItIs() {
        assertThat(options.over(FILE, Set.of()::contains)).isEqualTo(FILE);
    }

    @Test
    void optionsThatAreGivenCountMoreThanTheFile() {
        options.folder = Path.of("here");
        options.port = 8081;
        options.push = List.of(PushAddress.parse("rtmp://cdn/live/b"));
        options.withoutSource = true;
        options.bitrateKbps = 1800;
        options.ladder = List.of(Rung.ofHeight(180), Rung.ofHeight(360));

        EgressConfig config = options.over(FILE, Set.of("--output", "--port")::contains);

        assertThat(config.output().folder()).isEqualTo(Path.of("here"));
        assertThat(config.output().segment()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.output().source()).isFalse();
        assertThat(config.output().record()).isTrue();
        assertThat(config.output().bitrateKbps()).isEqualTo(1800);
        assertThat(config.output().ladder()).containsExactly(Rung.ofHeight(360), Rung.ofHeight(180));
        assertThat(config.push()).containsExactly(PushAddress.parse("rtmp://cdn/live/b"));
        assertThat(config.http()).isEqualTo(new HttpConfig(true, "10.0.0.7", 8081));
    }

    @Test
    void aCertificateMakesThePageAnotherAddress() {
        options.tls.certificate = Path.of("cert.pem");
        assertThatThrownBy(options::check).isInstanceOf(UserError.class).hasMessageContaining("--tls-key");

        options.tls.key = Path.of("key.pem");
        assertThatThrownBy(options::check).isInstanceOf(UserError.class).hasMessageContaining("cert.pem");
        assertThat(options.over(FILE, Set.of()::contains).http().tls())
                .isEqualTo(new TlsFiles(Path.of("cert.pem"), Path.of("key.pem")));
        assertThat(options.pageUrl(OptionalInt.of(8443))).isEqualTo("https://localhost:8443/");
    }
}
