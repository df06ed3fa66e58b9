package dev.brushcast.egress.hls;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.output.Mp4Recorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes the recordings of writers that were killed. One that cannot be finished stays as it is. What is to be finished is
 * decided when this is made, before a new recording begins; {@link #finish} may take long and belongs to one thread.
 */
public final class UnfinishedRecordings {

    private static final Logger LOGGER = LoggerFactory.getLogger(UnfinishedRecordings.class);
    private static final String SUFFIX = ".part";

    private final RecordingNames names;
    private final List<Path> parts;

    /**
     * The unfinished recordings in a folder that nobody else writes to.
     *
     * @param name as {@link Recording} has it
     */
    public UnfinishedRecordings(Path folder, String name) {
        this.names = new RecordingNames(folder, name);
        this.parts = names.unfinished();
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Makes ordinary MP4 files of them. */
    public void finish() {
        for (Path part : parts) {
            String file = part.getFileName().toString();
            Path whole = part.resolveSibling(file.substring(0, file.length() - SUFFIX.length()));
            try {
                Path to = Files.exists(whole) ? names.next() : whole;
                Mp4Recorder.finish(part, to);
                RecordingNote.copy(whole, to);
                LOGGER.atInfo().log("a recording that was broken off is whole now: {}", to);
            } catch (MediaException e) {
                LOGGER.atWarn().log("{}, which was broken off, stays as it is: {}", part, why(e));
            }
        }
    }

    private static String why(MediaException failure) {
        return String.valueOf(
                failure.getCause() == null
                        ? failure.getMessage()
                        : failure.getCause().getMessage());
    }
}
