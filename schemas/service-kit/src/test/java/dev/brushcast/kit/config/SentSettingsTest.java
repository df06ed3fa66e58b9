package dev.brushcast.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentSettingsTest {

    record Output(String folder, Duration segment, int kbps) {}

    record Settings(String stream, Output output) {}

    private final SentSettings settings = new SentSettings(
                    "egress", "stream: none\noutput:\n  folder: out\n  segment: 2s\n  kbps: 0\n")
            .fixed("stream", "a")
            .fixed("output.folder", "/srv/a");

    @Test
    void whatIsLeftOutHasItsDefaultWithinASectionToo() {
        assertThat(settings.read("{\"output\": {\"kbps\": 300}}", Settings.class))
                .isEqualTo(new Settings("a", new Output("/srv/a", Duration.ofSeconds(2), 300)));
    }

    @Test
    void whatIsNotTheSendersToSayIsRefusedWithItsPath() {
        assertThatThrownBy(() -> settings.read(
                        "{\"stream\": \"b\", \"output\": {\"folder\": \"/etc\"}, \"more\": 1}", Settings.class))
                .isInstanceOf(UserError.class)
                .hasMessage("egress: stream: is not set here; output.folder: is not set here;"
                        + " more: there is no such setting");
    }

    @Test
    void theEnvironmentStaysClosed() {
        assertThat(System.getenv()).containsKey("PATH");
        Settings read = new SentSettings("s", "output: {folder: f, segment: 1s, kbps: 0}")
                .read("{\"stream\": \"${PATH}\"}", Settings.class);
        assertThat(read.stream()).isEqualTo("${PATH}");
    }

    @Test
    void whatIsNoObjectIsRefused() {
        for (String json : new String[] {"", "3", "[]", "null", "{", "nonsense"}) {
            assertThatThrownBy(() -> settings.read(json, Settings.class))
                    .as(json)
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("egress: ");
        }
    }

    @Test
    void aSectionThatIsFixedAsAWholeIsRefusedAndReplaced() {
        SentSettings whole =
                new SentSettings("s", "").fixed("output", Map.of("folder", "x", "segment", "1s", "kbps", 1));
        assertThat(whole.read("{\"stream\": \"a\"}", Settings.class).output())
                .isEqualTo(new Output("x", Duration.ofSeconds(1), 1));
        assertThatThrownBy(() -> whole.read("{\"output\": {\"kbps\": 2}}", Settings.class))
                .hasMessage("s: output: is not set here");
    }
}
