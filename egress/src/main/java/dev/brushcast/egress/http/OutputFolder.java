package dev.brushcast.egress.http;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of the output folder that are served: playlists, segments and recordings, nothing else. A path is at most a rendition
 * and a name, each of plain characters, so that nothing outside of the folder can be named; a link that leads out of it leads to
 * nothing, and so does whatever is no ordinary file: reading a named pipe would wait for its writer. Safe for use by several
 * threads.
 *
 * @param folder need not be there yet
 */
record OutputFolder(Path folder) {

    private static final Pattern PATH =
            Pattern.compile("/(?:[A-Za-z0-9][A-Za-z0-9._-]{0,63}/)?[A-Za-z0-9][A-Za-z0-9._-]*");
    /** File systems have longer ones only by accident. */
    private static final int LONGEST_PATH = 250;

    /**
     * A file that is served.
     *
     * @param kind what it is
     * @param channel its bytes, closed with this
     * @param size bytes
     * @param modified when it was written
     */
    record Opened(MediaKind kind, FileChannel channel, long size, Instant modified) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /**
     * Opens what a path of a request leads to; empty: nothing that is served.
     *
     * @throws IOException if it is there and cannot be read
     */
    Optional<Opened> open(String path) throws IOException {
        Optional<MediaKind> kind =
                path.length() <= LONGEST_PATH && PATH.matcher(path).matches() ? MediaKind.of(path) : Optional.empty();
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path file = folder.resolve(path.substring(1)).toRealPath();
            if (!file.startsWith(folder.toRealPath())) {
                return Optional.empty();
            }
            var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new Opened(
                    kind.get(),
                    channel,
                    channel.size(),
                    attributes.lastModifiedTime().toInstant()));
        } catch (FileSystemException _) { // not there, not ours to read, or a name that cannot be
            return Optional.empty();
        }
    }
}
