package dev.brushcast.media.ffmpeg.srt;

import dev.brushcast.media.MediaException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.Loader;

/**
 * A copy of libavformat, and of the libsrt that is linked into it, with variables of its own. libsrt 1.5.4 closes all of its
 * sockets when FFmpeg closes one: its count of users does not rise while it runs. So each connection has a copy to itself, which
 * the next one takes over. A copy stays loaded for as long as the process runs; its file is deleted as soon as it is loaded. All
 * other FFmpeg libraries are those of the process, so that what one copy opens the usual functions read and write.
 */
final class SrtLibrary {

    private static final Deque<SrtLibrary> IDLE = new ArrayDeque<>();

    private final MethodHandle open;
    private final MethodHandle close;

    private SrtLibrary(SymbolLookup library) {
        Linker linker = Linker.nativeLinker();
        this.open = linker.downcallHandle(
                library.findOrThrow("avio_open2"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS));
        this.close = linker.downcallHandle(
                library.findOrThrow("avio_close"), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    /** One that nobody uses. */
    static synchronized SrtLibrary take() {
        return IDLE.isEmpty() ? load() : IDLE.pop();
    }

    /** Another connection may use it. */
    void giveBack() {
        synchronized (SrtLibrary.class) {
            IDLE.push(this);
        }
    }

    /**
     * FFmpeg's {@code avio_open2}.
     *
     * @param io address of the pointer that is set
     * @param interruption address of the callback, which must live as long as the connection
     * @param options address of the pointer to the dictionary
     * @return negative: FFmpeg's error code
     */
    int open(MemorySegment io, MemorySegment url, int flags, MemorySegment interruption, MemorySegment options) {
        try {
            return (int) open.invokeExact(io, url, flags, interruption, options);
        } catch (Throwable e) {
            throw new LinkageError("avio_open2", e);
        }
    }

    /** FFmpeg's {@code avio_close}: what is left goes out first. */
    void close(MemorySegment io) {
        try {
            int _ = (int) close.invokeExact(io);
        } catch (Throwable e) {
            throw new LinkageError("avio_close", e);
        }
    }

    private static SrtLibrary load() {
        try {
            Path original = original(Path.of(Loader.load(avformat.class)).resolveSibling(""));
            Path copy = Files.createTempFile("brushcast-srt-", "-" + original.getFileName());
            try {
                Files.write(copy, Files.readAllBytes(original));
                return new SrtLibrary(SymbolLookup.libraryLookup(copy, Arena.global()));
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new MediaException(
                    "cannot prepare an SRT connection, which needs 12 MB in " + System.getProperty("java.io.tmpdir")
                            + ": " + e.getMessage(),
                    e);
        }
    }

    private static Path original(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("(lib)?avformat[-.].*"))
                    .filter(file -> !file.getFileName().toString().endsWith(".pc"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no libavformat in " + folder));
        }
    }
}
