package dev.brushcast.egress.app;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.output.AudioTranscoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Sound to put through: AAC, 48 kHz, with an encoder's priming.
 *
 * @param format of the packets
 */
record Tone(AudioFormat format, List<MediaPacket> packets) {

    private static final int RATE = 48_000;

    /** A tone of so many seconds in each channel. */
    static Tone aac(String layout, int channels, double seconds) {
        AudioFormat pcm = pcm(layout, channels);
        try (AudioTranscoder encoder = new AudioTranscoder(pcm)) {
            List<MediaPacket> packets = new ArrayList<>();
            for (MediaPacket packet : samples(pcm, seconds)) {
                packets.addAll(encoder.transcode(packet));
            }
            packets.addAll(encoder.flush());
            return new Tone(encoder.format(), packets);
        }
    }

    /** The same, not compressed: a codec that MP4 does not carry here. */
    static Tone uncompressed(String layout, int channels, double seconds) {
        AudioFormat pcm = pcm(layout, channels);
        return new Tone(pcm, samples(pcm, seconds));
    }

    private static AudioFormat pcm(String layout, int channels) {
        return new AudioFormat("pcm_s16le", new byte[0], RATE, channels, layout, -99, 0, 0, new Rational(1, RATE));
    }

    private static List<MediaPacket> samples(AudioFormat pcm, double seconds) {
        List<MediaPacket> packets = new ArrayList<>();
        int step = RATE / 25;
        for (int start = 0; start < seconds * RATE; start += step) {
            int count = (int) Math.min(step, seconds * RATE - start);
            ByteBuffer data = ByteBuffer.allocate(2 * count * pcm.channels()).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < count; i++) {
                short value = (short) (8000 * Math.sin(2 * Math.PI * 440 * (start + i) / RATE));
                for (int channel = 0; channel < pcm.channels(); channel++) {
                    data.putShort(value);
                }
            }
            packets.add(new MediaPacket(data.array(), start, count, true));
        }
        return packets;
    }
}
