package dev.brushcast.worker.app;

import dev.brushcast.kit.UserError;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** What a worker is called. */
final class WorkerName {

    private WorkerName() {}

    /**
     * The configured name, or the host's.
     *
     * @throws UserError if it could not be a folder's name, or the host has none
     */
    static String of(@Nullable String configured) {
        String name = configured == null ? host() : configured;
        if (!name.matches("[A-Za-z0-9._-]{1,100}") || name.startsWith(".")) {
            throw new UserError("A worker cannot be called '" + name + "': use letters, digits, '-', '_' and '.'");
        }
        return name;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new UserError("This host has no name: set the worker's name in its configuration", e);
        }
    }
}
