package dev.brushcast.compose.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.compose.control.settings.StreamRules;
import dev.brushcast.contract.Topics;
import dev.brushcast.ingest.config.SourcePolicy;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.net.Allowance;
import dev.brushcast.kit.net.HostPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlConfigTest {

    private static final HostPolicy INTERNET = new HostPolicy(Allowance.NONE, _ -> List.of());

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "no.such.host.invalid"})
    void whereOthersCanReachItSomebodyIsAskedForAToken(String host) {
        assertThatThrownBy(() -> config(host, Callers.anybody()))
                .isInstanceOf(UserError.class)
                .hasMessage("Other machines can reach " + host
                        + ": give --tokens FILE, so that not everybody controls the streams, or --host localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1"})
    void whereNobodyElseCanNobodyIs(String host) {
        assertThat(config(host, Callers.anybody()).host()).isEqualTo(host);
    }

    @Test
    void withTokensItListensAnywhere(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("tokens.yaml"), "tokens: [{name: a, role: admin, token: aaaaaaaaaaaaaaaa}]");

        assertThat(config("0.0.0.0", Callers.of(file, Map.of())).host()).isEqualTo("0.0.0.0");
    }

    private static ControlConfig config(String host, Callers callers) {
        return new ControlConfig(
                host,
                0,
                null,
                callers,
                new StreamRules(Topics.UNPREFIXED, new SourcePolicy(INTERNET), INTERNET),
                List.of(),
                PublicUrls.NONE);
    }
}
