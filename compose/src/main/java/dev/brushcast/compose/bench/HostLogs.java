package dev.brushcast.compose.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** What hosts say of their slots. */
final class HostLogs {

    private static final String MINE = "slots [0] are this host's";

    private HostLogs() {}

    /** The one that has the only slot: given once, it is kept until the host is killed. Empty: none yet. */
    static String owner(Path folder, Collection<String> names) {
        for (String name : names) {
            try {
                Path log = FailoverProbe.log(folder, name);
                if (Files.exists(log) && Files.readString(log).contains(MINE)) {
                    return name;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return "";
    }
}
