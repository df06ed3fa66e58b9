package dev.brushcast.egress.hls;

import dev.brushcast.egress.EgressException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What an earlier run has left in a rendition's folder: it would be mixed up with what comes now. */
final class EarlierRun {

    private static final Pattern OURS =
            Pattern.compile("(?:index\\.m3u8|e[0-9]+-[0-9a-z-]+-(?:init\\.mp4|segment-[0-9]+\\.m4s))(?:\\.tmp)?");

    private EarlierRun() {}

    /** Removes files that are named as ours are, and no others. */
    static void remove(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> OURS.matcher(file.getFileName().toString()).matches())) {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new EgressException("cannot clear " + folder + " of an earlier run: " + e.getMessage(), e);
        }
    }
}
