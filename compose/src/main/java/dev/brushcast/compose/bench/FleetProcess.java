package dev.brushcast.compose.bench;

import dev.brushcast.compose.cli.Brushcast;
import dev.brushcast.worker.bench.LiveOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A worker as its users start it, in a process of its own. */
final class FleetProcess implements AutoCloseable {

    private static final int LEAVES_WITHIN_S = 30;

    private final Process process;
    private final Path log;

    private FleetProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts one with the fake engine. */
    static FleetProcess start(String broker, String name, String engine, Path folder) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                Brushcast.class.getName()));
        command.addAll(List.of("worker", "--bootstrap", broker, "--name", name, "--fake-engine", engine));
        command.addAll(List.of("--state", folder.resolve("state").toString()));
        command.addAll(List.of("--warm-up", LiveOptions.WIDTH + "x" + LiveOptions.HEIGHT));
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            return new FleetProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException if it has ended */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("a worker has ended with status " + process.exitValue() + "; see " + log);
        }
    }

    /** Processor time that it has taken. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Has it leave its group. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LEAVES_WITHIN_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
