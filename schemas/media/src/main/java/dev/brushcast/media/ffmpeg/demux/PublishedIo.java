package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.ffmpeg.SourceIo;
import dev.brushcast.media.publish.Publication;
import dev.brushcast.media.publish.PublicationPoint;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** What a publisher sends, for FFmpeg to read. Used by one thread. */
final class PublishedIo implements SourceIo {

    /** One native function serves all inputs (JavaCPP has few), told apart by the address that they pass along. */
    private static final Callback CALLBACK = new Callback();

    private static final Map<Long, PublishedIo> BY_ADDRESS = new ConcurrentHashMap<>();
    private static final int BUFFER = 32_768;

    /** How late it may be noticed that nobody waits any more. */
    private static final long POLL_MS = 50;

    private final LongPointer handle = new LongPointer(1);
    private final Publication publication;
    private final Watchdog watchdog;
    private final AVIOContext context;

    private PublishedIo(Publication publication, Watchdog watchdog) {
        this.publication = publication;
        this.watchdog = watchdog;
        BY_ADDRESS.put(handle.address(), this);
        this.context = avformat.avio_alloc_context(
                new BytePointer(avutil.av_malloc(BUFFER)),
                BUFFER,
                0,
                handle,
                CALLBACK,
                (Write_packet_Pointer_BytePointer_int) null,
                (Seek_Pointer_long_int) null);
    }

    /** Waits for a publisher; null: the watchdog has had enough. */
    static @Nullable PublishedIo await(PublicationPoint point, Watchdog watchdog) {
        try {
            while (!watchdog.breaks()) {
                Publication publication = point.publication();
                if (publication != null) {
                    return new PublishedIo(publication, watchdog);
                }
                Thread.sleep(POLL_MS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    @Override
    public AVIOContext context() {
        return context;
    }

    private int read(BytePointer target, int size) {
        try {
            while (true) {
                ByteBuffer bytes = publication.read(size, POLL_MS);
                if (bytes == null) {
                    return avutil.AVERROR_EOF();
                }
                if (bytes.hasRemaining()) {
                    int length = bytes.remaining();
                    target.capacity(size).asByteBuffer().put(bytes);
                    return length;
                }
                if (watchdog.breaks()) {
                    return avutil.AVERROR_EXIT();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return avutil.AVERROR_EXIT();
        }
    }

    @Override
    public void close() {
        publication.close();
        BY_ADDRESS.remove(handle.address());
        avutil.av_free(context.buffer());
        avformat.avio_context_free(context);
        handle.close();
    }

    private static final class Callback extends Read_packet_Pointer_BytePointer_int {

        @Override
        public int call(Pointer opaque, BytePointer target, int size) {
            PublishedIo io = BY_ADDRESS.get(opaque.address());
            return io == null ? avutil.AVERROR_EOF() : io.read(target, size);
        }
    }
}
