package dev.brushcast.compose.control.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.compose.control.auth.Callers.Caller;
import dev.brushcast.kit.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {

    @TempDir
    private Path folder;

    @Test
    void tokensAreKnownByTheirDigestOrFromTheEnvironment() throws Exception {
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest("a-secret-of-admins".getBytes(StandardCharsets.UTF_8)));
        Callers callers = Callers.of(
                file("""
                        tokens:
                          - {name: root, role: admin, sha256: %s}
                          - {name: wall, role: viewer, token: "${WALL}"}
                        """.formatted(digest.toUpperCase(Locale.ROOT))), Map.of("WALL", "a-secret-of-the-wall"));

        assertThat(callers.find(Optional.of("Bearer a-secret-of-admins"))).contains(new Caller("root", Role.ADMIN));
        assertThat(callers.find(Optional.of("bearer  a-secret-of-the-wall"))).contains(new Caller("wall", Role.VIEWER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer a-secret-of-the-wal",
                "Basic a-secret-of-the-wall",
                "a-secret-of-the-wall"
            })
    void whoeverSendsSomethingElseIsNobody(String header) throws IOException {
        Callers callers = Callers.of(file("tokens: [{name: w, role: viewer, token: a-secret-of-the-wall}]"), Map.of());

        assertThat(callers.find(Optional.of(header))).isEmpty();
        assertThat(callers.find(Optional.empty())).isEmpty();
        assertThat(callers.isGuarded()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tokens: []                                              | there is no token
            tokens: [{name: a, role: root, token: aaaaaaaaaaaaaaaa}] | one of viewer, operator, admin
            tokens: [{name: a, role: admin}]                        | either sha256 or token
            tokens: [{name: a, role: admin, token: short}]          | too short
            tokens: [{name: a, role: admin, sha256: abc}]           | 64 hexadecimal digits
            tokens: [{name: a, role: admin, token: aaaaaaaaaaaaaaaa, tokn: x}]     | there is no such setting
            """)
    void aFileThatCannotBeSaysWhy(String text, String why) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> Callers.of(file, Map.of()))
                .isInstanceOf(UserError.class)
                .message()
                .containsIgnoringCase(why);
    }

    @Test
    void whoMayMoreMayWhatOthersMay() {
        assertThat(Role.ADMIN.includes(Role.VIEWER)).isTrue();
        assertThat(Role.OPERATOR.includes(Role.OPERATOR)).isTrue();
        assertThat(Role.VIEWER.includes(Role.OPERATOR)).isFalse();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("tokens.yaml"), text);
    }
}
