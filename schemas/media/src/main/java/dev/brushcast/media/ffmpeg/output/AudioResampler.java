package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.check;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.present;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVAudioFifo;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Decoded audio in the encoder's sample format, rate and channels, cut to the encoder's frame size. Rate, format and channels of
 * what comes in may change at any frame. Confined to one thread.
 */
final class AudioResampler implements AutoCloseable {

    private static final int CODEC_WITHOUT_FRAME_SIZE = 1024;

    private final AVCodecContext encoder;
    private final int frameSize;
    private final AVAudioFifo samples;
    private final AVFrame converted = present(avutil.av_frame_alloc(), "memory for audio");
    private final AVFrame whole = present(avutil.av_frame_alloc(), "memory for audio");
    private final AVFrame shape = present(avutil.av_frame_alloc(), "memory for audio");
    private final SwrContext resampler = new SwrContext(null);
    private boolean open;
    private boolean begun;
    private long nextPts;
    private long taken;
    private boolean ended;

    /** A resampler to what the encoder wants. */
    AudioResampler(AVCodecContext encoder) {
        this.encoder = encoder;
        this.frameSize = encoder.frame_size() > 0 ? encoder.frame_size() : CODEC_WITHOUT_FRAME_SIZE;
        this.samples = present(
                avutil.av_audio_fifo_alloc(
                        encoder.sample_fmt(), encoder.ch_layout().nb_channels(), frameSize),
                "memory for audio");
    }

    /** True once there was a sample. */
    boolean begun() {
        return begun;
    }

    /** Says when the first sample is, in samples of the encoder's rate. */
    void beginAt(long time) {
        begun = true;
        nextPts = time;
        taken = time;
    }

    /** When the next sample that is added will be, in samples of the encoder's rate. */
    long position() {
        return taken;
    }

    /** Converts and keeps decoded audio. */
    void add(AVFrame decoded) {
        begun = true;
        if (open && !isAsBefore(decoded)) {
            drain();
        }
        if (!open) {
            open(decoded);
        }
        taken += avutil.av_rescale(decoded.nb_samples(), encoder.sample_rate(), decoded.sample_rate());
        convert(decoded);
    }

    /** Adds samples of silence. */
    void addSilence(int count) {
        drain();
        shape(converted, count);
        check(avutil.av_frame_get_buffer(converted, 0), "no memory for audio");
        check(
                avutil.av_samples_set_silence(
                        new PointerPointer<>(converted.extended_data()),
                        0,
                        count,
                        encoder.ch_layout().nb_channels(),
                        encoder.sample_fmt()),
                "cannot make silence");
        keep();
        taken += count;
    }

    /** No more audio comes: {@link #next()} gives the rest, however short. */
    void end() {
        drain();
        ended = true;
    }

    /** A frame for the encoder, valid until the next call; null: not enough audio yet. */
    @Nullable
    AVFrame next() {
        int available = avutil.av_audio_fifo_size(samples);
        int size = ended ? Math.min(available, frameSize) : frameSize;
        if (size == 0 || available < size) {
            return null;
        }
        shape(whole, size);
        check(avutil.av_frame_get_buffer(whole, 0), "no memory for audio");
        check(
                avutil.av_audio_fifo_read(samples, new PointerPointer<>(whole.extended_data()), size),
                "cannot read converted audio");
        whole.pts(nextPts);
        nextPts += size;
        return whole;
    }

    private boolean isAsBefore(AVFrame decoded) {
        return decoded.format() == shape.format()
                && decoded.sample_rate() == shape.sample_rate()
                && avutil.av_channel_layout_compare(decoded.ch_layout(), shape.ch_layout()) == 0;
    }

    private void open(AVFrame decoded) {
        avutil.av_channel_layout_copy(shape.ch_layout(), decoded.ch_layout());
        shape.format(decoded.format()).sample_rate(decoded.sample_rate());
        check(
                swresample.swr_alloc_set_opts2(
                        resampler,
                        encoder.ch_layout(),
                        encoder.sample_fmt(),
                        encoder.sample_rate(),
                        decoded.ch_layout(),
                        decoded.format(),
                        decoded.sample_rate(),
                        0,
                        null),
                "cannot convert audio");
        check(swresample.swr_init(resampler), "cannot convert audio");
        open = true;
    }

    /** What the conversion still holds comes out; the next frame begins a new one. */
    private void drain() {
        if (open) {
            convert(null);
            swresample.swr_free(resampler);
            open = false;
        }
    }

    private void convert(@Nullable AVFrame decoded) {
        shape(converted, 0);
        check(swresample.swr_convert_frame(resampler, converted, decoded), "cannot convert audio");
        keep();
    }

    private void keep() {
        if (converted.nb_samples() > 0) {
            check(
                    avutil.av_audio_fifo_write(
                            samples, new PointerPointer<>(converted.extended_data()), converted.nb_samples()),
                    "no memory for audio");
        }
    }

    private void shape(AVFrame frame, int size) {
        avutil.av_frame_unref(frame);
        avutil.av_channel_layout_copy(frame.ch_layout(), encoder.ch_layout());
        frame.format(encoder.sample_fmt()).sample_rate(encoder.sample_rate()).nb_samples(size);
    }

    @Override
    public void close() {
        avutil.av_audio_fifo_free(samples);
        avutil.av_frame_free(converted);
        avutil.av_frame_free(whole);
        avutil.av_frame_free(shape);
        if (open) {
            swresample.swr_free(resampler);
        }
    }
}
