package dev.brushcast.egress.watch;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.output.AudioTranscoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How loud packets of audio are. What does not decode has no loudness. Confined to one thread. */
final class SoundMeter implements AutoCloseable {

    private static final double FULL_SCALE = 32_768;

    /** FFmpeg's word for "no profile". */
    private static final int NO_PROFILE = -99;

    private @Nullable AudioFormat format;
    private @Nullable AudioTranscoder decoder;

    /** The loudest sample that these packets and the decoder's delay give, of full scale 1; empty where they give none. */
    OptionalDouble peak(AudioFormat of, List<MediaPacket> packets) {
        try {
            if (!of.equals(format)) {
                close();
                format = of;
                decoder = new AudioTranscoder(of, samples(of));
            }
            return decoder == null ? OptionalDouble.empty() : peak(decoder, packets);
        } catch (MediaException _) {
            close(); // whoever puts the audio out tells it, and a later format may decode
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble peak(AudioTranscoder decoder, List<MediaPacket> packets) {
        return packets.stream()
                .flatMap(packet -> decoder.transcode(packet).stream())
                .mapToDouble(SoundMeter::peak)
                .max();
    }

    private static double peak(MediaPacket decoded) {
        ShortBuffer samples =
                ByteBuffer.wrap(decoded.data()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        int loudest = 0;
        while (samples.hasRemaining()) {
            loudest = Math.max(loudest, Math.abs(samples.get()));
        }
        return loudest / FULL_SCALE;
    }

    /** All channels as they are: mixed down, opposite ones would be silent. */
    private static AudioFormat samples(AudioFormat of) {
        return new AudioFormat(
                "pcm_s16le",
                new byte[0],
                of.sampleRate(),
                of.channels(),
                of.channelLayout(),
                NO_PROFILE,
                0,
                0,
                new Rational(1, of.sampleRate()));
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
