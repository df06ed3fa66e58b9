package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.check;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.option;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;
import dev.brushcast.media.ffmpeg.Interruption;
import dev.brushcast.media.ffmpeg.srt.SrtIo;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server, pictures and sound in a container over it. Opening sends what a decoder needs before the first
 * picture, which must be a key. Messages never show the address, which may hold a stream key or a passphrase. Confined to one
 * thread.
 */
public final class LiveSession implements AutoCloseable {

    /** What goes over the connection. */
    public enum Container {
        /** Over RTMP: sequence headers first. */
        FLV("flv", 0, "flvflags", "no_duration_filesize"),
        /** Over SRT: tables and parameter sets come again before each key picture, for who joins there. */
        MPEG_TS("mpegts", 100_000, "mpegts_flags", "initial_discontinuity");

        private final String muxer;

        /** How long a decoder of the model that MPEG-TS knows has for a picture, microseconds. */
        private final int decodingUs;

        private final String option;
        private final String value;

        Container(String muxer, int decodingUs, String option, String value) {
            this.muxer = muxer;
            this.decodingUs = decodingUs;
            this.option = option;
            this.value = value;
        }
    }

    private final VideoFormat video;
    private final @Nullable AudioFormat audio;
    private final AVFormatContext context = new AVFormatContext(null);
    private final AVIOInterruptCB callback = new AVIOInterruptCB();
    private final Interruption interruption;
    private final long patienceNanos;
    private final ContainerWriter writer;
    private @Nullable SrtIo srt;
    private volatile long deadline;
    private boolean ended;
    private boolean closed;

    /**
     * Connects and begins.
     *
     * @param container what the server understands
     * @param address with its stream key, as FFmpeg has it
     * @param options for the connection, by FFmpeg's names
     * @param audio in a codec that the container carries; null: no sound
     * @param patience how long the server may keep one call waiting
     * @param abort asked while a call waits; true ends it
     * @throws MediaException if the server does not answer in time or refuses
     */
    public LiveSession(
            Container container,
            String address,
            Map<String, String> options,
            VideoFormat video,
            @Nullable AudioFormat audio,
            Duration patience,
            BooleanSupplier abort) {
        this.video = video;
        this.audio = audio;
        this.patienceNanos = patience.toNanos();
        this.interruption = new Interruption(() -> abort.getAsBoolean() || System.nanoTime() - deadline > 0);
        interruption.attach(callback);
        String what = "cannot connect";
        try {
            check(
                    avformat.avformat_alloc_output_context2(context, null, container.muxer, null),
                    "no memory for a stream");
            context.interrupt_callback(callback);
            context.max_delay(container.decodingUs);
            context.flush_packets(container == Container.MPEG_TS ? 1 : -1); // the end of a picture waits for no other
            await();
            open(address, options, what);
            CodecParameters.addStream(context, video);
            if (audio != null) {
                CodecParameters.addStream(context, audio);
            }
            begin(container, what);
        } catch (MediaException e) {
            release();
            throw e;
        }
        this.writer = new ContainerWriter(context);
    }

    private void open(String address, Map<String, String> settings, String what) {
        if (address.startsWith("srt:")) {
            srt = SrtIo.open(address, avformat.AVIO_FLAG_WRITE, callback, settings, what);
            context.pb(srt.context());
            return;
        }
        AVIOContext io = new AVIOContext(null);
        try (AVDictionary options = new AVDictionary(null)) {
            settings.forEach((name, value) -> option(options, name, value));
            int code = avformat.avio_open2(io, address, avformat.AVIO_FLAG_WRITE, callback, options);
            avutil.av_dict_free(options);
            check(code, what);
        }
        context.pb(io);
    }

    private void begin(Container container, String what) {
        try (AVDictionary options = new AVDictionary(null)) {
            option(options, container.option, container.value);
            int code = avformat.avformat_write_header(context, options);
            avutil.av_dict_free(options);
            check(code, what);
        }
    }

    /**
     * Sends a picture.
     *
     * @throws MediaException if the connection is lost
     */
    public void picture(MediaPacket packet) {
        await();
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
        await();
        writer.write(1, packet, audio.timeBase(), "connection lost");
    }

    private void await() {
        deadline = System.nanoTime() + patienceNanos;
    }

    /** Sends what is held back, and goodbye; nothing may follow but {@link #close}. */
    public void end() {
        if (!ended) {
            ended = true;
            await();
            avformat.av_write_trailer(context); // on a lost connection there is nobody to tell
        }
    }

    /** Says goodbye, if the connection still is there, and closes it. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            end();
            writer.close();
            release();
        }
    }

    private void release() {
        if (srt != null) {
            srt.close();
        } else if (context.pb() != null) {
            avformat.avio_closep(context.pb());
        }
        avformat.avformat_free_context(context);
        callback.close();
        interruption.close();
    }
}
