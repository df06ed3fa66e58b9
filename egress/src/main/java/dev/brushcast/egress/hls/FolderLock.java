package dev.brushcast.egress.hls;

import dev.brushcast.egress.EgressException;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second writer out of an output folder: it would remove and replace the first one's files. The system gives the lock
 * back when the process ends, however it ends; the file stays, empty of meaning. Confined to one thread.
 */
public final class FolderLock implements AutoCloseable {

    private static final String NAME = ".brushcast.lock";

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Locks a folder, which is created if need be.
     *
     * @throws UserError if somebody else writes there
     */
    public static FolderLock take(Path folder) {
        AtomicFiles.createFolder(folder);
        Path path = folder.resolve(NAME);
        try {
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (locked(file) == null) {
                UserError inUse = inUse(folder, file);
                file.close();
                throw inUse;
            }
            file.truncate(0);
            file.write(StandardCharsets.US_ASCII.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return new FolderLock(file);
        } catch (IOException e) {
            throw new EgressException(
                    "cannot lock the output folder " + folder + ": " + Reason.of(e) + "; choose another one", e);
        }
    }

    private static @Nullable FileLock locked(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) { // this process has it
            return null;
        }
    }

    private static UserError inUse(Path folder, FileChannel file) throws IOException {
        String pid = new String(Channels.newInputStream(file).readNBytes(20), StandardCharsets.US_ASCII).strip();
        return new UserError("The output folder " + folder + " is being written to by another egress"
                + (pid.isEmpty() ? "" : " (process " + pid + ")") + ": choose another folder, or stop that one first");
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new EgressException("cannot unlock the output folder: " + Reason.of(e), e);
        }
    }
}
