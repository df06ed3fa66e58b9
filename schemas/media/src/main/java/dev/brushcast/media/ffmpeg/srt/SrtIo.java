package dev.brushcast.media.ffmpeg.srt;

import dev.brushcast.media.ffmpeg.Ffmpeg;
import dev.brushcast.media.ffmpeg.SourceIo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/**
 * One SRT connection, as FFmpeg's input or output of bytes, that no other one ends. Used by one thread; closed by whoever opened
 * it, after the container that reads or writes it.
 */
public final class SrtIo implements SourceIo {

    private final SrtLibrary library;
    private final MemorySegment address;
    private final AVIOContext context;

    private SrtIo(SrtLibrary library, MemorySegment address) {
        this.library = library;
        this.address = address;
        this.context = new AVIOContext(new At(address.address()));
    }

    /**
     * Connects, or waits for somebody who does.
     *
     * @param url {@code srt://}, with its secrets
     * @param flags FFmpeg's, for reading or writing
     * @param interruption asked while it waits; must live until this is closed
     * @param options by FFmpeg's names
     * @param what begins the message if it fails
     * @throws dev.brushcast.media.ffmpeg.FfmpegException if there is no connection; nothing is to be closed then
     */
    public static SrtIo open(
            String url, int flags, AVIOInterruptCB interruption, Map<String, String> options, String what) {
        SrtLibrary library = SrtLibrary.take();
        AVDictionary dictionary = new AVDictionary(null);
        try (Arena arena = Arena.ofConfined()) {
            options.forEach((name, value) -> avutil.av_dict_set(dictionary, name, value, 0));
            MemorySegment io = arena.allocate(ValueLayout.ADDRESS);
            MemorySegment settings = arena.allocate(ValueLayout.ADDRESS);
            settings.set(ValueLayout.ADDRESS, 0, MemorySegment.ofAddress(dictionary.address()));
            int code = library.open(
                    io, arena.allocateFrom(url), flags, MemorySegment.ofAddress(interruption.address()), settings);
            avutil.av_dict_free(
                    new AVDictionary(new At(settings.get(ValueLayout.ADDRESS, 0).address())));
            if (code < 0) {
                library.giveBack();
            }
            Ffmpeg.check(code, what);
            return new SrtIo(library, io.get(ValueLayout.ADDRESS, 0));
        }
    }

    @Override
    public AVIOContext context() {
        return context;
    }

    @Override
    public void close() {
        library.close(address);
        library.giveBack();
    }

    /** A place in memory that others have made. */
    private static final class At extends Pointer {

        At(long address) {
            super((Pointer) null);
            this.address = address;
        }
    }
}
