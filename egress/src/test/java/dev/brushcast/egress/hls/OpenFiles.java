package dev.brushcast.egress.hls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this process has open, as Linux tells it. */
public final class OpenFiles {

    private OpenFiles() {}

    /** The open files whose path contains a text. */
    public static List<String> named(String text) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .map(OpenFiles::target)
                    .filter(path -> path.contains(text))
                    .toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException _) {
            return ""; // closed meanwhile
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
