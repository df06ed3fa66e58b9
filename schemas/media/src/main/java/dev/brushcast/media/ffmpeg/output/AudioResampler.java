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

/** Decoded sound in the encoder's sample format and rate, cut to the encoder's frame size. Confined to one thread. */
final class AudioResampler implements AutoCloseable {

    private final SwrContext resampler = new SwrContext(null);
    private final AVAudioFifo samples;
    private final AVFrame converted = present(avutil.av_frame_alloc(), "memory for sound");
    private final AVFrame whole = present(avutil.av_frame_alloc(), "memory for sound");
    private final AVCodecContext encoder;
    private long nextPts;
    private boolean ended;

    /**
     * A resampler from what the frame is to what the encoder wants.
     *
     * @param start time of the first sample, in samples of the encoder's rate
     */
    AudioResampler(AVFrame first, AVCodecContext encoder, long start) {
        this.encoder = encoder;
        this.nextPts = start;
        check(
                swresample.swr_alloc_set_opts2(
                        resampler,
                        encoder.ch_layout(),
                        encoder.sample_fmt(),
                        encoder.sample_rate(),
                        first.ch_layout(),
                        first.format(),
                        first.sample_rate(),
                        0,
                        null),
                "cannot convert sound");
        check(swresample.swr_init(resampler), "cannot convert sound");
        samples = present(
                avutil.av_audio_fifo_alloc(
                        encoder.sample_fmt(), encoder.ch_layout().nb_channels(), encoder.frame_size()),
                "memory for sound");
    }

    /** Converts and keeps decoded sound. */
    void add(AVFrame decoded) {
        convert(decoded);
    }

    /** No more sound comes: {@link #next()} gives the rest, however short. */
    void end() {
        convert(null);
        ended = true;
    }

    /** A frame for the encoder, valid until the next call; null: not enough sound yet. */
    @Nullable
    AVFrame next() {
        int available = avutil.av_audio_fifo_size(samples);
        int size = ended ? Math.min(available, encoder.frame_size()) : encoder.frame_size();
        if (size == 0 || available < size) {
            return null;
        }
        shape(whole, size);
        check(avutil.av_frame_get_buffer(whole, 0), "no memory for sound");
        check(
                avutil.av_audio_fifo_read(samples, new PointerPointer<>(whole.extended_data()), size),
                "cannot read converted sound");
        whole.pts(nextPts);
        nextPts += size;
        return whole;
    }

    private void convert(@Nullable AVFrame decoded) {
        shape(converted, 0);
        check(swresample.swr_convert_frame(resampler, converted, decoded), "cannot convert sound");
        if (converted.nb_samples() > 0) {
            check(
                    avutil.av_audio_fifo_write(
                            samples, new PointerPointer<>(converted.extended_data()), converted.nb_samples()),
                    "no memory for sound");
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
        swresample.swr_free(resampler);
    }
}
