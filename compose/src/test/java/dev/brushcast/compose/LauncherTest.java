package dev.brushcast.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's script, with a JDK and a Maven that only say how they were called. */
class LauncherTest {

    private static final List<String> TOOLS = List.of(
            "bash", "sed", "dirname", "readlink", "find", "awk", "tee", "grep", "mkdir", "touch", "date", "sleep");

    @TempDir
    Path folder;

    private Path root;
    private Path launcher;
    private Path tools;

    @BeforeEach
    void aCloneInAFolderWithASpace() throws IOException {
        root = folder.resolve("my clone");
        launcher = root.resolve("compose/brushcast");
        Files.createDirectories(launcher.getParent());
        Files.createDirectory(root.resolve(".git"));
        Files.copy(Path.of("brushcast"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        script("jdk/bin/java", "echo \"java $*\"; exit 3");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Files.createSymbolicLink(tools.resolve(tool), find(tool));
        }
    }

    @Test
    void whatIsBuiltRunsThroughALinkAndTheExitStatusIsTheProgrammes() throws Exception {
        Path jar = Files.createFile(
                Files.createDirectory(root.resolve("compose/target")).resolve("brushcast.jar"));
        Path link = Files.createSymbolicLink(folder.resolve("brushcast"), launcher);

        Result result = run(link, "run", "--prompt", "two words");

        assertThat(result.output()).endsWith("-jar " + jar + " run --prompt two words\n");
        assertThat(result.status()).isEqualTo(3);
    }

    @Test
    void whatIsNotBuiltIsBuiltFirst() throws Exception {
        script("tools/mvn", "pwd; mkdir -p compose/target; touch compose/target/brushcast.jar");

        Result result = run(launcher, "--version");

        assertThat(result.output()).contains("building", "--version").doesNotContain("failed");
        assertThat(root.resolve("compose/target/build.log"))
                .hasContent(root.toRealPath().toString());
    }

    @Test
    void withoutMavenOneLineSaysWhatToInstall() throws Exception {
        Result result = run(launcher, "--version");

        assertThat(result.output().lines()).hasSize(1);
        assertThat(result.output()).startsWith("brushcast: is not built yet, and building needs Maven 3.8");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void aBuildThatFailsIsToldWithItsErrorAndItsLog() throws Exception {
        script("tools/mvn", "echo '[ERROR] it does not compile'; exit 1");

        Result result = run(launcher, "--version");

        assertThat(result.output()).contains("[ERROR] it does not compile", "the build failed; the whole log is in ");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void whoeverStopsTheLauncherStopsTheBuild() throws Exception {
        Path pid = folder.resolve("maven.pid");
        script(
                "tools/mvn",
                "echo $$ > '" + folder.resolve("pid.new") + "'; mv '" + folder.resolve("pid.new") + "' '" + pid
                        + "'; exec sleep 60");
        Files.createSymbolicLink(tools.resolve("mv"), find("mv"));
        Process process = start(launcher, "--version");
        while (!Files.exists(pid)) {
            Thread.sleep(10);
        }
        ProcessHandle maven =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        process.destroy();

        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(maven.onExit().get(5, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    private record Result(int status, String output) {}

    private Result run(Path command, String... arguments) throws Exception {
        Process process = start(command, arguments);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
    }

    private Process start(Path command, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(tools.resolve("bash").toString(), command.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("HOME", folder.toString());
        return builder.start();
    }

    private void script(String name, String body) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path find(String tool) {
        for (String place : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
            if (Files.isExecutable(Path.of(place, tool))) {
                return Path.of(place, tool);
            }
        }
        throw new IllegalStateException("no " + tool + " on this machine");
    }
}
