package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.cli.Brushcast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this machine cannot do ends with status 1 and one line that says what to do. What nobody can: UsageTest. */
class BadInputIT {

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertRefused("there is no", "--input", "no-such-film.mp4");
    }

    @Test
    void aFileThatIsNoVideoIsNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("letter.txt"), "Dear reader, this is no film.");

        assertRefused("letter.txt", "--input", text.toString());
    }

    @Test
    void aUrlThatRefusesIsNamed() {
        assertRefused("rtmp://localhost:1", "--input", "rtmp://localhost:1/live/key", "--wait", "0");
    }

    @Test
    void aWidthThatTheModelCannotTakeIsToldWithTheNearest() {
        assertRefused("the nearest are 248 and 252", "--width", "250", "--height", "144");
    }

    @Test
    void aModelThatNeedsPicturesSaysSoAtOnce() {
        assertRefused("cannot make one from a prompt alone", "--input", "txt2img:size=256x256:rate=8:duration=3");
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertRefused(Integer.toString(taken.getLocalPort()), "--port", Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void aModelFolderWithoutAModelSaysWhatIsMissing() throws Exception {
        Path model = Files.createDirectory(folder.resolve("model"));

        assertRefused("model_index.json", "--model", model.toString());
    }

    private void assertRefused(String expected, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--output", folder.resolve("out").toString(), "--exit"));
        if (!List.of(options).contains("--port")) {
            arguments.addAll(List.of("--port", "0"));
        }
        arguments.addAll(List.of(options));

        int status =
                Brushcast.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments.toArray(String[]::new));

        assertThat(status).isEqualTo(1);
        List<String> lines = errors.toString()
                .lines()
                .filter(line -> !line.startsWith("brushcast: restyling"))
                .toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).startsWith("brushcast: ").contains(expected);
        assertThat(folder.resolve("out/index.m3u8")).doesNotExist();
    }
}
