package dev.brushcast.compose.faults.stage;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that is part of the installation: it can be killed, stopped, and started again as it was. For one thread, and for
 * another that closes it.
 */
public final class Member implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(90);

    private final String name;
    private final Launch launch;
    private final List<String> arguments;
    private final Path log;
    private volatile @Nullable Process process;
    private boolean wanted;

    Member(String name, Launch launch, List<String> arguments, Path logs) {
        this.name = name;
        this.launch = launch;
        this.arguments = List.copyOf(arguments);
        this.log = logs.resolve(name + ".log");
    }

    public String name() {
        return name;
    }

    /** Starts it, or again. */
    public void start() {
        wanted = true;
        List<String> command = new ArrayList<>(launch.command());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(launch.environment());
        File file = log.toFile();
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(file));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean alive() {
        Process known = process;
        return known != null && known.isAlive();
    }

    /** Its process; it runs, or ran. */
    public long pid() {
        return running().pid();
    }

    /** As {@code kill -9}: it has no time to say that it leaves. */
    public void kill() {
        running().destroyForcibly().onExit().join();
    }

    /** As {@code kill -STOP}: it is there, and does nothing. */
    public void freeze() {
        signal("-STOP");
    }

    /** As {@code kill -CONT}. */
    public void thaw() {
        signal("-CONT");
    }

    /** Starts it again if it has ended by itself, as whoever runs services sees to. */
    void revive() {
        if (wanted && !alive()) {
            start();
        }
    }

    /** As {@code kill}; waits for its end. It is not wanted any more until it is started. */
    public void terminate() {
        wanted = false;
        signal("-TERM");
        if (!ends(END)) {
            throw new StageException(name + " did not end within " + END.toSeconds() + " s of SIGTERM: " + tail());
        }
    }

    /** Whether its process ends in time. */
    public boolean ends(Duration limit) {
        try {
            return running().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void signal(String which) {
        Commands.run(List.of("kill", which, Long.toString(running().pid())));
    }

    private Process running() {
        Process known = process;
        if (known == null) {
            throw new StageException(name + " was not started");
        }
        return known;
    }

    /** The last lines that it wrote. */
    public String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        if (alive()) {
            kill();
        }
    }
}
