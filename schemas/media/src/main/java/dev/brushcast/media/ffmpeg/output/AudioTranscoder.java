package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.fraction;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Audio in any codec that FFmpeg decodes, encoded again: as AAC-LC with all its channels where the container cannot carry the
 * source's codec, or in a given format where a track goes on in the one that it began with. Packets begin one encoder delay
 * before the sound does. Where the source has a hole, silence is encoded, so that what follows keeps its time; what overlaps is
 * left out. Confined to one thread.
 */
public final class AudioTranscoder implements AutoCloseable {

    /** Source times are trusted to this much, seconds: clocks of milliseconds, and encoders that stamp packets unevenly. */
    private static final double TOLERANCE = 0.04;

    private final AudioFormat source;
    private final AudioDecoder decoder;
    private final AudioEncoder encoder;
    private final AudioResampler resampler;
    private long silentSamples;

    /**
     * To AAC-LC, all channels kept.
     *
     * @throws MediaException if FFmpeg cannot decode the codec
     */
    public AudioTranscoder(AudioFormat source) {
        this(source, new AudioDecoder(source), null);
    }

    /**
     * To what a decoder takes that was set up for {@code target}.
     *
     * @throws MediaException if FFmpeg cannot decode the source's codec or encode the target's
     */
    public AudioTranscoder(AudioFormat source, AudioFormat target) {
        this(source, new AudioDecoder(source), target);
    }

    private AudioTranscoder(AudioFormat source, AudioDecoder decoder, @Nullable AudioFormat target) {
        this.source = source;
        this.decoder = decoder;
        try {
            this.encoder = target == null ? aac(decoder) : AudioEncoder.like(target);
        } catch (MediaException e) {
            decoder.close();
            throw e;
        }
        this.resampler = new AudioResampler(encoder.context());
    }

    private static AudioEncoder aac(AudioDecoder decoder) {
        AVChannelLayout layout = decoder.context().ch_layout();
        return AudioEncoder.aac(decoder.context().sample_rate(), layout);
    }

    /** What comes out; the unit of its times is one sample. */
    public AudioFormat format() {
        return encoder.format();
    }

    /** Decodes one packet; returns what the encoder has finished. */
    public List<MediaPacket> transcode(MediaPacket audio) {
        List<MediaPacket> packets = new ArrayList<>();
        decoder.decode(audio, frame -> add(frame, packets));
        return packets;
    }

    /** What decoder and encoder still hold. Nothing may follow. */
    public List<MediaPacket> flush() {
        List<MediaPacket> packets = new ArrayList<>();
        decoder.decode(null, frame -> add(frame, packets));
        resampler.end();
        encodeWhole(packets);
        packets.addAll(encoder.encode(null));
        return packets;
    }

    /** How many samples of silence stand where the source had none. */
    public long silentSamples() {
        return silentSamples;
    }

    private void add(AVFrame frame, List<MediaPacket> packets) {
        if (frame.best_effort_timestamp() != avutil.AV_NOPTS_VALUE) {
            long at = avutil.av_rescale_q(
                    frame.best_effort_timestamp(),
                    fraction(source.timeBase()),
                    fraction(encoder.format().timeBase()));
            long hole = resampler.begun() ? at - resampler.position() : 0;
            long tolerance = Math.round(TOLERANCE * encoder.format().sampleRate());
            if (!resampler.begun()) {
                resampler.beginAt(at);
            } else if (hole > tolerance) {
                fill(hole, packets);
            } else if (hole < -tolerance) {
                return;
            }
        }
        resampler.add(frame);
        encodeWhole(packets);
    }

    /** In small steps: a hole may last for hours. */
    private void fill(long samples, List<MediaPacket> packets) {
        silentSamples += samples;
        for (long left = samples; left > 0; ) {
            int step = (int) Math.min(left, encoder.format().sampleRate());
            resampler.addSilence(step);
            encodeWhole(packets);
            left -= step;
        }
    }

    private void encodeWhole(List<MediaPacket> packets) {
        for (AVFrame frame = resampler.next(); frame != null; frame = resampler.next()) {
            packets.addAll(encoder.encode(frame));
        }
    }

    @Override
    public void close() {
        resampler.close();
        encoder.close();
        decoder.close();
    }
}
