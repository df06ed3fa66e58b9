package dev.brushcast.compose.natives;

import dev.brushcast.compose.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of the user's cache with native libraries, each jar's in a folder of its own that is there whole or not at
 * all. Shared by all runs of all versions: what is there is never changed, and what no run has asked for in a month goes
 * when something new comes.
 *
 * <p>Safe for use by several processes at once. Within one process, one thread.
 */
public final class NativeCache {

    private static final String UNFINISHED = ".part";
    private static final Duration KEPT_UNUSED = Duration.ofDays(30);

    private final Path root;
    private final Clock clock;

    /** A cache in a folder, which is created when something is put into it. */
    public NativeCache(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    /** Where everything is. */
    Path root() {
        return root;
    }

    /**
     * The folder with these libraries, unpacked by the first run that asks.
     *
     * @throws IOException if they cannot be written
     */
    public Path folder(NativeJar jar) throws IOException {
        Path folder = root.resolve(jar.key());
        if (jar.isWholeIn(folder)) {
            Files.setLastModifiedTime(folder, FileTime.from(clock.instant()));
            return folder;
        }
        Files.createDirectories(root);
        try (FileChannel channel =
                        FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (!jar.isWholeIn(folder)) {
                cleanUp(folder);
                unpack(jar, folder);
            }
        }
        return folder;
    }

    private static void unpack(NativeJar jar, Path folder) throws IOException {
        Path unfinished = folder.resolveSibling(folder.getFileName() + UNFINISHED);
        Files.createDirectory(unfinished);
        jar.unpackTo(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whoever holds the lock is the only one who unpacks: what is unfinished was left by a run that was killed. */
    private void cleanUp(Path damaged) throws IOException {
        FileTime oldest = FileTime.from(clock.instant().minus(KEPT_UNUSED));
        List<Path> folders;
        try (Stream<Path> all = Files.list(root)) {
            folders = all.filter(Files::isDirectory).toList();
        }
        for (Path folder : folders) {
            if (folder.equals(damaged)
                    || folder.toString().endsWith(UNFINISHED)
                    || Files.getLastModifiedTime(folder).compareTo(oldest) < 0) {
                FileTree.delete(folder);
            }
        }
    }
}
