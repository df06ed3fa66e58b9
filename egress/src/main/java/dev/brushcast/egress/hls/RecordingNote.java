package dev.brushcast.egress.hls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known of a recording beside its file, in {@code NAME.json}. Written at each segment's end, so that it holds as well for one
 * whose writer was killed.
 *
 * @param epoch its capture
 * @param startUs when its first picture was taken, wall clock, microseconds since 1970
 * @param lengthUs of its pictures so far, microseconds
 */
record RecordingNote(long epoch, long startUs, long lengthUs) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SUFFIX = ".json";

    void write(Path recording) {
        try {
            AtomicFiles.write(beside(recording), JSON.writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("three numbers are always JSON", e);
        }
    }

    /** Empty: the recording is older than notes are, or somebody has spoiled its note. */
    static Optional<RecordingNote> read(Path recording) {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readString(beside(recording)), RecordingNote.class));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The recording is to be had under another name, too. */
    static void copy(Path from, Path to) {
        if (!from.equals(to)) {
            read(from).ifPresent(note -> note.write(to));
        }
    }

    /** @param recording finished or not */
    private static Path beside(Path recording) {
        String name = recording.getFileName().toString();
        return recording.resolveSibling(name.substring(0, name.indexOf(".mp4")) + SUFFIX);
    }
}
