package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.check;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.option;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an RTMP server, pictures and sound as FLV over it. Opening sends the sequence headers; the first picture
 * must be a key. Messages never show the address, which holds the stream key. Confined to one thread.
 */
public final class FlvSession implements AutoCloseable {

    private final VideoFormat video;
    private final @Nullable AudioFormat audio;
    private final AVFormatContext container = new AVFormatContext(null);
    private final Interruption interruption;
    private final ContainerWriter writer;
    private boolean closed;

    /**
     * Connects and begins.
     *
     * @param address with its stream key, {@code rtmp://} or {@code rtmps://}
     * @param audio AAC or MP3; null: no sound
     * @param patience how long the server may keep one call waiting
     * @param abort asked while a call waits; true ends it
     * @throws MediaException if the server does not answer in time or refuses
     */
    public FlvSession(
            String address, VideoFormat video, @Nullable AudioFormat audio, Duration patience, BooleanSupplier abort) {
        this.video = video;
        this.audio = audio;
        this.interruption = new Interruption(patience, abort);
        String what = "cannot connect";
        try (AVDictionary options = new AVDictionary(null)) {
            check(avformat.avformat_alloc_output_context2(container, null, "flv", null), "no memory for FLV");
            container.interrupt_callback(interruption.callback());
            interruption.begin();
            AVIOContext io = new AVIOContext(null);
            check(
                    avformat.avio_open2(
                            io, address, avformat.AVIO_FLAG_WRITE, interruption.callback(), (AVDictionary) null),
                    what);
            container.pb(io);
            CodecParameters.addStream(container, video);
            if (audio != null) {
                CodecParameters.addStream(container, audio);
            }
            option(options, "flvflags", "no_duration_filesize");
            check(avformat.avformat_write_header(container, options), what);
            avutil.av_dict_free(options);
        } catch (MediaException e) {
            release();
            throw e;
        }
        this.writer = new ContainerWriter(container);
    }

    /**
     * Sends a picture.
     *
     * @throws MediaException if the connection is lost
     */
    public void picture(MediaPacket packet) {
        interruption.begin();
        writer.write(0, packet, video.timeBase(), "connection lost");
    }

    /**
     * Sends a packet of sound.
     *
     * @throws MediaException if the connection is lost
     */
    public void audio(MediaPacket packet) {
        if (audio == null) {
            throw new IllegalStateException("a session without sound");
        }
        interruption.begin();
        writer.write(1, packet, audio.timeBase(), "connection lost");
    }

    /** Says goodbye, if the connection still is there, and closes it. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            interruption.begin();
            avformat.av_write_trailer(container); // on a lost connection there is nobody to tell
            writer.close();
            release();
        }
    }

    private void release() {
        if (container.pb() != null) {
            avformat.avio_closep(container.pb());
        }
        avformat.avformat_free_context(container);
        interruption.close();
    }

    /** Ends a call of FFmpeg's that waits for too long, or that nobody wants any more. */
    private static final class Interruption implements AutoCloseable {

        private final long patienceNanos;
        private final BooleanSupplier abort;
        private final AVIOInterruptCB callback = new AVIOInterruptCB();
        private final AVIOInterruptCB.Callback_Pointer function;
        private volatile long deadline;

        Interruption(Duration patience, BooleanSupplier abort) {
            this.patienceNanos = patience.toNanos();
            this.abort = abort;
            this.function = new AVIOInterruptCB.Callback_Pointer() {
                @Override
                public int call(Pointer opaque) {
                    return expired() ? 1 : 0;
                }
            };
            callback.callback(function);
        }

        AVIOInterruptCB callback() {
            return callback;
        }

        void begin() {
            deadline = System.nanoTime() + patienceNanos;
        }

        private boolean expired() {
            return abort.getAsBoolean() || System.nanoTime() - deadline > 0;
        }

        @Override
        public void close() {
            callback.close();
            function.close();
        }
    }
}
