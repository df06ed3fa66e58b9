package dev.brushcast.engine.folder;

import dev.brushcast.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What git leaves in the place of a large file where git-lfs is not at work. */
final class LfsPointer {

    private static final String BEGINNING = "version https://git-lfs";
    private static final int LONGEST = 1024;

    private LfsPointer() {}

    /** @throws EngineException if the file is one; a file that is not there, or cannot be read, is not */
    static void refuse(Path file) {
        if (is(file)) {
            throw new EngineException(
                    file + " is a pointer of git-lfs and not the file itself: run \"git lfs pull\" in "
                            + file.toAbsolutePath().getParent() + ", or download it");
        }
    }

    private static boolean is(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
                return false;
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] start = in.readNBytes(BEGINNING.length());
                return new String(start, StandardCharsets.ISO_8859_1).equals(BEGINNING);
            }
        } catch (IOException unreadable) {
            // Whoever reads it for what it is says so.
            return false;
        }
    }
}
