package dev.brushcast.engine.tools.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What figures were measured on. */
public final class Hardware {

    private static final Path PROC = Path.of("/proc");

    private Hardware() {}

    /** Processors and GPUs by name, as Linux tells them; elsewhere the architecture. */
    public static String describe() {
        List<String> names = new ArrayList<>();
        names.add(Runtime.getRuntime().availableProcessors() + " x "
                + value(PROC.resolve("cpuinfo"), "model name").orElseGet(() -> System.getProperty("os.arch")));
        names.addAll(gpus(PROC.resolve("driver/nvidia/gpus")));
        return String.join(", ", names);
    }

    private static List<String> gpus(Path folder) {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> gpus = Files.newDirectoryStream(folder)) {
                gpus.forEach(gpu -> value(gpu.resolve("information"), "Model").ifPresent(names::add));
            } catch (IOException e) {
                names.add("GPUs unknown (" + e.getMessage() + ")");
            }
        }
        return names;
    }

    /** The first line's value of a file of {@code key : value}. */
    private static Optional<String> value(Path file, String key) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(key) && line.contains(":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            // Not Linux.
            return Optional.empty();
        }
    }
}
