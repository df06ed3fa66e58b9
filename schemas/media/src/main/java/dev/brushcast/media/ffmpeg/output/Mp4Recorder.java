package dev.brushcast.media.ffmpeg.output;

import dev.brushcast.media.MediaException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Records the segments of a {@link FragmentedMp4Muxer} into an MP4 file. While it grows it lies beside its place as {@code
 * NAME.part}, in fragments, so that what was recorded survives a crash; {@link #finish()} makes an ordinary MP4 file of it, its
 * index at the front, and only then does {@code NAME} appear. Confined to one thread.
 */
public final class Mp4Recorder implements AutoCloseable {

    private final Path file;
    private final Path part;
    private final OutputStream out;

    /**
     * Begins a recording.
     *
     * @param file where it will lie when it is whole; replaced if it exists
     * @param init the muxer's initialisation segment
     * @throws MediaException if the file cannot be written
     */
    public Mp4Recorder(Path file, byte[] init) {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        try {
            this.out = Files.newOutputStream(part);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        try {
            append(init);
        } catch (MediaException e) {
            close();
            throw e;
        }
    }

    /** Adds a segment. */
    public void append(byte[] segment) {
        try {
            out.write(segment);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Makes the recording whole and moves it to its place. Nothing may follow. */
    public void finish() {
        close();
        finish(part, file);
    }

    /**
     * Makes whole what a recorder has left that was not finished.
     *
     * @param part what it wrote; removed once {@code file} is there
     * @param file replaced if it exists
     * @throws MediaException if that cannot be; {@code part} is as it was then
     */
    public static void finish(Path part, Path file) {
        Path whole = file.resolveSibling(file.getFileName() + ".whole");
        try {
            Mp4Remuxer.indexAtFront(part, whole);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(part);
        } catch (IOException | MediaException e) {
            MediaException failure = new MediaException(
                    "cannot finish the recording " + file + ": " + e.getMessage()
                            + "; free some space. All of it is in " + part + ", which plays",
                    e);
            try {
                Files.deleteIfExists(whole); // it takes the room that is missing
            } catch (IOException suppressed) {
                failure.addSuppressed(suppressed);
            }
            throw failure;
        }
    }

    /** Lets go of the file. Without {@link #finish()} what was recorded stays in {@code NAME.part}, playable. */
    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private MediaException cannotWrite(IOException e) {
        return new MediaException(
                "cannot write " + part + ": " + e.getMessage() + "; free some space or choose another output folder",
                e);
    }
}
