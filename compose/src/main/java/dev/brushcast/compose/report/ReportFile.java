package dev.brushcast.compose.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A JSON file that is there whole or not at all. */
public final class ReportFile {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final Path unfinished;

    private ReportFile(Path file) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".part");
    }

    /**
     * Makes sure, before the work begins, that its report can be written.
     *
     * @throws UserError if it cannot
     */
    public static ReportFile prepare(Path file) {
        ReportFile report = new ReportFile(file.toAbsolutePath());
        try {
            if (Files.isDirectory(report.file)) {
                throw new UserError("the report cannot be written to " + file + ", which is a folder: name a file");
            }
            Files.createDirectories(report.file.getParent());
            Files.writeString(report.unfinished, "");
            Files.delete(report.unfinished);
            return report;
        } catch (IOException e) {
            throw report.unwritable(e);
        }
    }

    /** One line or more of JSON, as it goes into the file. */
    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass() + " is no JSON", e);
        }
    }

    /** Writes a value, in place of what the file held before. */
    public void write(Object value) {
        try {
            Files.writeString(unfinished, json(value) + System.lineSeparator());
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private UserError unwritable(IOException cause) {
        return new UserError(
                "the report cannot be written to " + file + " (" + Reason.of(cause) + "): name another file", cause);
    }
}
