package dev.brushcast.media.ffmpeg.output;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.VideoFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pictures and sound to encode. */
final class Sources {

    static final Rational FPS = new Rational(25, 1);
    static final int TICKS = 3600;

    private Sources() {}

    /** A grey picture. */
    static RgbPicture grey(int width, int height, int value) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) value);
        return new RgbPicture(width, height, rgb);
    }

    /** Brightness of picture {@code i}: far enough from its neighbours' to be told from them after encoding. */
    static int level(int i) {
        return 40 + 10 * (i * 7 % 16);
    }

    /** Encoded grey pictures of {@link #level} brightness, a key every {@code keyEvery}, with durations. */
    static List<MediaPacket> pictures(H264Encoder encoder, int count, int keyEvery) {
        VideoFormat format = encoder.format();
        List<MediaPacket> packets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            packets.addAll(encoder.encode(
                    grey(format.width(), format.height(), level(i)), (long) i * TICKS, i % keyEvery == 0));
        }
        packets.addAll(encoder.flush());
        packets.replaceAll(packet -> packet.at(packet.pts(), TICKS));
        return packets;
    }

    /** Uncompressed sound. */
    static AudioFormat pcm(int sampleRate, String layout, int channels) {
        return new AudioFormat(
                "pcm_s16le", new byte[0], sampleRate, channels, layout, -99, 0, 0, new Rational(1, sampleRate));
    }

    /** One packet of a tone, a different one in each channel. */
    static MediaPacket tone(AudioFormat format, long start, int samples) {
        ByteBuffer data = ByteBuffer.allocate(2 * samples * format.channels()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            for (int channel = 0; channel < format.channels(); channel++) {
                double phase = 2 * Math.PI * (start + i) * 220 * (channel + 1) / format.sampleRate();
                data.putShort((short) (8000 * Math.sin(phase)));
            }
        }
        return new MediaPacket(data.array(), start, samples, true);
    }

    /** AAC sound of some seconds: the transcoder's format and packets. */
    static List<MediaPacket> aac(AudioTranscoder transcoder, AudioFormat pcm, int seconds) {
        List<MediaPacket> packets = new ArrayList<>();
        for (int i = 0; i < 10 * seconds; i++) {
            int samples = pcm.sampleRate() / 10;
            packets.addAll(transcoder.transcode(tone(pcm, (long) i * samples, samples)));
        }
        packets.addAll(transcoder.flush());
        return packets;
    }
}
