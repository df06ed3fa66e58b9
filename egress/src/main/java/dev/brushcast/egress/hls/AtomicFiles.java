package dev.brushcast.egress.hls;

import dev.brushcast.egress.EgressException;
import dev.brushcast.kit.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files so that nobody ever sees half of one: beside their place first, then moved. */
final class AtomicFiles {

    private static final String UNFINISHED = ".tmp";

    private AtomicFiles() {}

    /** Writes or replaces a file; if it fails, what was there before is untouched and nothing new is left. */
    static void write(Path file, byte[] bytes) {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            Files.write(unfinished, bytes);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            EgressException failure = new EgressException(
                    "cannot write " + file + ": " + why(e) + "; free some space or choose another output folder", e);
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException suppressed) {
                failure.addSuppressed(suppressed);
            }
            throw failure;
        }
    }

    static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new EgressException("cannot delete " + file + ": " + why(e), e);
        }
    }

    static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new EgressException("cannot make the folder " + folder + ": " + why(e), e);
        }
    }

    private static String why(IOException e) {
        return e instanceof NoSuchFileException ? "its folder is gone" : Reason.of(e);
    }
}
