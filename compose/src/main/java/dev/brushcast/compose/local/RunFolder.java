package dev.brushcast.compose.local;

import dev.brushcast.compose.FileTree;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a run keeps what is on its way: {@code .data} in the folder of its output, for one run at a time. It is deleted
 * when the run ends, or when the next one finds what a killed run has left. Once it was to be kept it is never deleted,
 * and the next run goes on in it.
 */
public final class RunFolder implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RunFolder.class);
    private static final String NAME = ".data";
    private static final String KEPT = "kept";
    private static final String DELETED = ".data.deleted";

    private final Path path;
    private final FileChannel lock;

    private RunFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the folder where it is missing, and locks it.
     *
     * @param output of the run
     * @param keep whether it is to outlive the run
     * @throws UserError if it cannot be written to, or another run has it
     */
    public static RunFolder open(Path output, boolean keep) {
        try {
            Files.createDirectories(output);
            FileChannel channel =
                    FileChannel.open(output.resolve(".run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new UserError("another run writes to " + output + ": stop it, or choose a folder with --output");
            }
            RunFolder folder = new RunFolder(output.resolve(NAME), channel);
            folder.begin(keep);
            return folder;
        } catch (IOException e) {
            throw new UserError(
                    "the folder " + output + " cannot be written to (" + Reason.of(e)
                            + "): choose another with --output",
                    e);
        }
    }

    private void begin(boolean keep) throws IOException {
        FileTree.delete(path.resolveSibling(DELETED));
        if (!isKept()) {
            FileTree.delete(path);
        }
        Files.createDirectories(path);
        if (keep && !isKept()) {
            Files.createFile(path.resolve(KEPT));
        }
    }

    /** Whether it outlives the run, because this one or one before was asked to keep it. */
    public boolean isKept() {
        return Files.exists(path.resolve(KEPT));
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // by a run in this process
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Bytes of its disk that this user may still write. */
    public long freeBytes() {
        try {
            FileStore disk = Files.getFileStore(path);
            return disk.getUsableSpace();
        } catch (IOException e) {
            throw new UserError(
                    "the disk of " + path + " does not say how much is free on it (" + Reason.of(e) + "): give --disk",
                    e);
        }
    }

    /**
     * For a process that ends now, whose other threads still write there: what they do not find they cannot write to, and
     * what stays the next run deletes.
     */
    public void discard() {
        try {
            if (!isKept()) {
                Path deleted = path.resolveSibling(DELETED);
                Files.move(path, deleted);
                FileTree.delete(deleted);
            }
        } catch (IOException e) {
            LOGGER.atWarn().setCause(e).log("what the run has kept in {} is not deleted", path);
        }
    }

    /**
     * Deletes it, if it is not to be kept, and gives it free.
     *
     * @throws UserError if it cannot be deleted
     */
    @Override
    public void close() {
        try (lock) {
            if (!isKept()) {
                FileTree.delete(path);
            }
        } catch (IOException e) {
            throw new UserError(
                    "what the run has kept in " + path + " cannot be deleted (" + Reason.of(e) + "): delete it", e);
        }
    }
}
