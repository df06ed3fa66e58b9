package dev.brushcast.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that holds a broker's data, for one broker at a time: locked until closed. */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the folder where it is missing, and locks it.
     *
     * @throws EmbeddedKafkaException when it cannot be written to or another broker uses it
     */
    static DataFolder open(Path path) {
        FileChannel channel = openLockFile(path);
        try {
            if (tryLock(channel) == null) {
                channel.close();
                throw new EmbeddedKafkaException("The broker's data folder " + path
                        + " is in use by another broker: stop that one or choose another folder");
            }
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static FileChannel openLockFile(Path path) {
        try {
            Files.createDirectories(path);
            return FileChannel.open(path.resolve("embedded.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // locked by a broker in this JVM
        }
    }

    private static EmbeddedKafkaException unwritable(Path path, IOException cause) {
        return new EmbeddedKafkaException(
                "The broker's data folder " + path + " cannot be written to (" + Causes.innermost(cause)
                        + "): choose another folder or change its permissions",
                cause);
    }

    /** Where the broker keeps its logs. Apart from the lock, since Kafka takes any file beside its own for a topic's. */
    Path logs() {
        return path.resolve("logs");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
