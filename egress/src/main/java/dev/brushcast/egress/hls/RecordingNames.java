package dev.brushcast.egress.hls;

import dev.brushcast.egress.EgressException;
import dev.brushcast.kit.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a folder's recordings: {@code NAME.mp4}, {@code NAME-2.mp4} and so on. Numbers rise beyond all that are there,
 * finished or not, so that no recording is ever overwritten.
 */
final class RecordingNames {

    private final Path folder;
    private final String name;
    private final Pattern ours;

    RecordingNames(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        this.ours = Pattern.compile(Pattern.quote(name) + "(?:-([0-9]{1,9}))?\\.mp4(\\.part)?");
    }

    /** The name after all that are there. */
    Path next() {
        long highest = 0;
        for (Path file : all()) {
            highest = Math.max(highest, number(file));
        }
        return folder.resolve(highest == 0 ? name + ".mp4" : name + "-" + (highest + 1) + ".mp4");
    }

    /** Recordings that were never finished: their writer was killed. */
    List<Path> unfinished() {
        return all().stream().filter(file -> file.toString().endsWith(".part")).toList();
    }

    /** 1 for the first one. */
    long number(Path file) {
        Matcher matcher = ours.matcher(file.getFileName().toString());
        return matcher.matches() && matcher.group(1) != null ? Long.parseLong(matcher.group(1)) : 1;
    }

    /** Finished or not. */
    List<Path> all() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> ours.matcher(file.getFileName().toString()).matches())) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new EgressException("cannot look for recordings in " + folder + ": " + Reason.of(e), e);
        }
        return found;
    }
}
