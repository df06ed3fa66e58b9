package dev.brushcast.compose.faults.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** File systems in memory that can be filled. Needs root. For one thread. */
final class SmallDisks implements AutoCloseable {

    private static final String FILLER = "filler";

    private final List<Path> mounted = new ArrayList<>();

    /**
     * Makes a folder one.
     *
     * @throws SkippedException where it cannot be done
     */
    void mount(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
            Commands.run(List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "faults", folder.toString()));
            mounted.add(folder);
        } catch (StageException e) {
            throw new SkippedException("no file system of its own can be mounted (root): " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until nothing more can be written. */
    static void fill(Path folder) {
        byte[] block = new byte[1 << 16];
        try (OutputStream filler = Files.newOutputStream(folder.resolve(FILLER))) {
            while (true) {
                filler.write(block);
            }
        } catch (IOException e) {
            if (folder.toFile().getUsableSpace() > block.length) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static void free(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILLER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        mounted.forEach(folder -> Commands.works(List.of("umount", "-l", folder.toString())));
    }
}
