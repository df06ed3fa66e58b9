package dev.brushcast.egress.hls;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.brushcast.egress.EgressException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The recordings of a stream, the newest first.
 *
 * @param recordings finished or not
 */
public record Recordings(List<Entry> recordings) {

    private static final String PART = ".part";

    public Recordings {
        recordings = List.copyOf(recordings);
    }

    /**
     * One of them.
     *
     * @param name of its file, as it will be where it is not finished
     * @param startedAt when its first picture was taken; null: not known
     * @param seconds how long it is, as far as it is recorded; null: not known
     * @param bytes how large it is, as far as it is recorded
     * @param epoch its capture; null: not known
     * @param finished true: it can be fetched
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Entry(
            String name,
            @Nullable String startedAt,
            @Nullable Double seconds,
            long bytes,
            @Nullable Long epoch,
            boolean finished) {}

    /**
     * Those of a folder, which need not be there.
     *
     * @param name as {@link Recording} has it
     */
    public static Recordings in(Path folder, String name) {
        if (!Files.isDirectory(folder)) {
            return new Recordings(List.of());
        }
        RecordingNames names = new RecordingNames(folder, name);
        List<Path> all = new ArrayList<>(names.all());
        all.removeIf(file -> isPart(file) && all.contains(whole(file))); // it is being made whole just now
        all.sort(Comparator.comparingLong(names::number).reversed());
        return new Recordings(
                all.stream().map(Recordings::entry).flatMap(Optional::stream).toList());
    }

    private static Optional<Entry> entry(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                return Optional.empty();
            }
            Optional<RecordingNote> note = RecordingNote.read(file);
            return Optional.of(new Entry(
                    whole(file).getFileName().toString(),
                    note.map(known -> Instant.EPOCH
                                    .plus(known.startUs(), ChronoUnit.MICROS)
                                    .toString())
                            .orElse(null),
                    note.map(known -> known.lengthUs() / 1e6).orElse(null),
                    attributes.size(),
                    note.map(RecordingNote::epoch).orElse(null),
                    !isPart(file)));
        } catch (NoSuchFileException _) { // it got its name just now, or was removed
            return Optional.empty();
        } catch (IOException e) {
            throw new EgressException("cannot look at the recording " + file, e);
        }
    }

    private static boolean isPart(Path file) {
        return file.toString().endsWith(PART);
    }

    private static Path whole(Path file) {
        String name = file.getFileName().toString();
        return isPart(file) ? file.resolveSibling(name.substring(0, name.length() - PART.length())) : file;
    }
}
