package dev.brushcast.worker.app;

import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.worker.config.Membership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A worker's name and the folder of its local state, which no other worker of the host has while it runs: locked until
 * closed.
 */
final class WorkerPlace implements AutoCloseable {

    /** More workers than anybody runs on one host with one state folder. */
    private static final int MOST = 64;

    private final String name;
    private final Path folder;
    private final FileChannel lock;

    private WorkerPlace(String name, Path folder, FileChannel lock) {
        this.name = name;
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * The configured name, or else the first of {@code HOST-DEVICE}, {@code HOST-DEVICE-2} and so on that is free; of a CPU,
     * {@code HOST} without a device.
     *
     * @param device the engine's, {@code cpu} or such as {@code cuda:0}
     * @throws UserError if a worker of the configured name runs already, or the folder cannot be written to
     */
    static WorkerPlace claim(Membership member, String device) {
        Path state = member.stateDir();
        if (member.name() != null) {
            String name = WorkerName.of(member.name());
            WorkerPlace place = tryClaim(state, name);
            if (place == null) {
                throw new UserError("A worker called " + name + " runs already with its state in " + state.resolve(name)
                        + ": give this one another --name, or none");
            }
            return place;
        }
        String base = WorkerName.of(null) + (device.equals("cpu") ? "" : "-" + device.replaceAll("[^A-Za-z0-9]+", "-"));
        for (int count = 1; count <= MOST; count++) {
            WorkerPlace place = tryClaim(state, count == 1 ? base : base + "-" + count);
            if (place != null) {
                return place;
            }
        }
        throw new UserError(MOST + " workers run already with their state in " + state + ": give this one a --name");
    }

    private static @Nullable WorkerPlace tryClaim(Path state, String name) {
        Path folder = state.resolve(name);
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("worker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                return null;
            }
            return new WorkerPlace(name, folder, channel);
        } catch (IOException e) {
            throw new UserError(
                    "The worker's state folder " + folder + " cannot be written to (" + Reason.of(e)
                            + "): choose another with --state, or change its permissions",
                    e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // a worker in this JVM
        }
    }

    /** What the worker is called. */
    String name() {
        return name;
    }

    /** Where its local state is. */
    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
