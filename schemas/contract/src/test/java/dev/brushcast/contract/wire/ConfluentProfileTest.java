package dev.brushcast.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sources of profile {@code confluent}, which an ordinary build leaves out since their dependency is not on Maven
 * Central: compiled here against the classes of a jar that carries them, and run.
 */
final class ConfluentProfileTest {

    private static final Path SOURCES = Path.of("src/confluent/java");
    private static final Path RESOURCES = Path.of("src/confluent/resources");
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path TEST_CLASSES = Path.of("target/test-classes");

    @TempDir
    Path compiled;

    @Test
    void withTheProfileRecordsPassThroughConfluentsSerdes() throws Exception {
        assertThat(run(ConfluentProfileProbe.class))
                .isEqualTo(RandomRecords.types().size());
    }

    @Test
    void withTheProfileARegistryThatCannotBeReachedIsNotTheRecordsFault() throws Exception {
        assertThat(run(ConfluentOutageProbe.class)).asString().startsWith("No schema registry answers");
    }

    private Object run(Class<? extends Callable<?>> type) throws IOException, ClassNotFoundException {
        compile();
        URL[] classPath = urls(ConfluentPeer.JAR.toPath(), compiled, RESOURCES, CLASSES, TEST_CLASSES);
        try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Class<?> probe = loader.loadClass(type.getName());
            return Reflection.call(Reflection.make(probe, loader), probe, "call", loader);
        }
    }

    private void compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(SOURCES)) {
            List<Path> java = sources.filter(Files::isRegularFile).toList();
            String classPath = ConfluentPeer.JAR + File.pathSeparator + CLASSES;
            List<String> options = List.of("-d", compiled.toString(), "-cp", classPath, "-proc:none");
            Boolean done = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(done).as(messages.toString()).isTrue();
        }
    }

    private static URL[] urls(Path... paths) throws IOException {
        URL[] urls = new URL[paths.length];
        for (int i = 0; i < paths.length; i++) {
            urls[i] = paths[i].toUri().toURL();
        }
        return urls;
    }
}
