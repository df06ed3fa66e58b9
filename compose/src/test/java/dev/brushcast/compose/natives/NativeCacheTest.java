package dev.brushcast.compose.natives;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aJarsLibrariesAreUnpackedOnceUnderItsName() throws IOException {
        NativeCache cache = cache(NOW);

        Path first = cache.folder(jar("engine-1.0.jar", "code"));
        FileTime written = Files.getLastModifiedTime(first.resolve("libengine.so"));
        Path second = cache.folder(jar("engine-1.0.jar", "code"));

        assertThat(second).isEqualTo(first);
        assertThat(first.getFileName().toString()).startsWith("engine-1.0-");
        assertThat(first.resolve("libengine.so")).hasContent("code");
        assertThat(Files.getLastModifiedTime(first.resolve("libengine.so"))).isEqualTo(written);
    }

    @Test
    void otherLibrariesUnderTheSameNameAreNotMistakenForThese() throws IOException {
        Path first = cache(NOW).folder(jar("engine-1.0.jar", "code"));
        Path second = cache(NOW).folder(jar("engine-1.0.jar", "mode"));

        assertThat(second).isNotEqualTo(first);
        assertThat(first.resolve("libengine.so")).hasContent("code");
        assertThat(second.resolve("libengine.so")).hasContent("mode");
    }

    @Test
    void whatAKilledRunHasHalfUnpackedIsNotUsed() throws IOException {
        Path whole = cache(NOW).folder(jar("engine-1.0.jar", "code"));
        Path unfinished = whole.resolveSibling(whole.getFileName() + ".part");
        Files.move(whole, unfinished);
        Files.writeString(unfinished.resolve("libengine.so"), "co");

        assertThat(cache(NOW).folder(jar("engine-1.0.jar", "code")).resolve("libengine.so"))
                .hasContent("code");
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void aLibraryThatWasCutShortIsUnpackedAgain() throws IOException {
        Path whole = cache(NOW).folder(jar("engine-1.0.jar", "code"));
        Files.writeString(whole.resolve("libengine.so"), "");

        assertThat(cache(NOW).folder(jar("engine-1.0.jar", "code")).resolve("libengine.so"))
                .hasContent("code");
    }

    @Test
    void whatNoRunHasUsedForAMonthGoesWhenSomethingNewComes() throws IOException {
        Path old = cache(NOW.minus(Duration.ofDays(40))).folder(jar("engine-0.9.jar", "old"));
        Path used = cache(NOW.minus(Duration.ofDays(40))).folder(jar("store-1.0.jar", "store"));
        for (Path each : List.of(old, used)) {
            Files.setLastModifiedTime(each, FileTime.from(NOW.minus(Duration.ofDays(40))));
        }
        cache(NOW.minus(Duration.ofDays(1))).folder(jar("store-1.0.jar", "store"));

        cache(NOW).folder(jar("engine-1.0.jar", "code"));

        assertThat(old).doesNotExist();
        assertThat(used).exists();
    }

    /** Real processes: within one, a lock of a file is taken once. */
    @Test
    void runsThatStartTogetherGetTheSameLibraries() throws Exception {
        jar("engine-1.0.jar", "code".repeat(1_000_000));
        List<Process> runs = List.of(process(), process(), process());
        for (Process run : runs) {
            assertThat(new String(run.getErrorStream().readAllBytes(), UTF_8)).isEmpty();
            assertThat(run.waitFor()).isZero();
        }

        try (var folders = Files.list(folder.resolve("cache"))) {
            assertThat(folders.filter(Files::isDirectory)).hasSize(1);
        }
    }

    private Process process() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NativeCacheTest.class.getName(),
                        folder.toString())
                .start();
    }

    /** One run. */
    public static void main(String[] arguments) throws IOException {
        NativeCacheTest run = new NativeCacheTest();
        run.folder = Path.of(arguments[0]);
        Path unpacked = run.cache(Instant.now()).folder(run.opened("engine-1.0.jar"));
        if (Files.size(unpacked.resolve("libengine.so")) != 4_000_000) {
            throw new AssertionError("not whole");
        }
    }

    private NativeCache cache(Instant now) {
        return new NativeCache(folder.resolve("cache"), Clock.fixed(now, ZoneOffset.UTC));
    }

    private NativeJar jar(String name, String library) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            jar.putNextEntry(new JarEntry("native/libengine.so"));
            jar.write(library.getBytes(UTF_8));
        }
        return opened(name);
    }

    private NativeJar opened(String name) throws IOException {
        JarFile jar = new JarFile(folder.resolve(name).toFile());
        return new NativeJar(jar, Map.of("libengine.so", jar.getJarEntry("native/libengine.so")));
    }
}
