package dev.brushcast.egress.audio;

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
public record Tone(AudioFormat format, List<MediaPacket> packets) {

    private static final int RATE = 48_000;

    /** A tone of so many seconds in each channel. */
    public static Tone aac(String layout, int channels, double seconds) {
        return aac(layout, channels, seconds, RATE);
    }

    /** The same at another sample rate. */
    public static Tone aac(String layout, int channels, double seconds, int rate) {
        AudioFormat pcm = pcm(layout, channels, rate);
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
    public static Tone uncompressed(String layout, int channels, double seconds) {
        AudioFormat pcm = pcm(layout, channels, RATE);
        return new Tone(pcm, samples(pcm, seconds));
    }

    private static AudioFormat pcm(String layout, int channels, int rate) {
        return new AudioFormat("pcm_s16le", new byte[0], rate, channels, layout, -99, 0, 0, new Rational(1, rate));
    }

    private static List<MediaPacket> samples(AudioFormat pcm, double seconds) {
        int rate = pcm.sampleRate();
        List<MediaPacket> packets = new ArrayList<>();
        int step = rate / 25;
        for (int start = 0; start < seconds * rate; start += step) {
            int count = (int) Math.min(step, seconds * rate - start);
            ByteBuffer data = ByteBuffer.allocate(2 * count * pcm.channels()).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < count; i++) {
                short value = (short) (8000 * Math.sin(2 * Math.PI * 440 * (start + i) / rate));
                for (int channel = 0; channel < pcm.channels(); channel++) {
                    data.putShort(value);
                }
            }
            packets.add(new MediaPacket(data.array(), start, count, true));
        }
        return packets;
    }

    /** The same in any codec that FFmpeg encodes. */
    public static Tone in(AudioFormat wanted, double seconds) {
        AudioFormat pcm = pcm(wanted.channelLayout(), wanted.channels(), RATE);
        try (AudioTranscoder encoder = new AudioTranscoder(pcm, wanted)) {
            List<MediaPacket> packets = new ArrayList<>();
            samples(pcm, seconds).forEach(packet -> packets.addAll(encoder.transcode(packet)));
            packets.addAll(encoder.flush());
            return new Tone(encoder.format(), packets);
        }
    }

    /** The same packets later. */
    public List<MediaPacket> from(double seconds) {
        long shift = Math.round(seconds / format.timeBase().value());
        return packets.stream()
                .map(packet -> packet.at(packet.pts() + shift, packet.duration()))
                .toList();
    }

    /** All of an epoch's audio in chunks of ten packets. */
    public static List<AudioPackets> chunks(long epoch, AudioFormat format, List<MediaPacket> packets) {
        List<AudioPackets> chunks = new ArrayList<>();
        for (int first = 0; first < packets.size(); first += 10) {
            List<MediaPacket> some = packets.subList(first, Math.min(packets.size(), first + 10));
            chunks.add(new AudioPackets(epoch, first / 10, format, some, first + 10 >= packets.size()));
        }
        return chunks;
    }

    /** What is heard: the pitch of packets between two times, Hz, counted from where the first channel goes from minus to plus. */
    public static double pitch(AudioFormat format, List<MediaPacket> packets, double fromSeconds, double toSeconds) {
        List<Double> rising = new ArrayList<>();
        AudioFormat raw = new AudioFormat("pcm_s16le", new byte[0], RATE, 1, "mono", -99, 0, 0, new Rational(1, RATE));
        try (AudioTranscoder decoder = new AudioTranscoder(format, raw)) {
            List<MediaPacket> decoded = new ArrayList<>();
            packets.forEach(packet -> decoded.addAll(decoder.transcode(packet)));
            decoded.addAll(decoder.flush());
            short before = 0;
            for (MediaPacket packet : decoded) {
                ByteBuffer samples = ByteBuffer.wrap(packet.data()).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; samples.remaining() >= 2; i++) {
                    short sample = samples.getShort();
                    double time = (double) (packet.pts() + i) / RATE;
                    if (before < 0 && sample >= 0 && time >= fromSeconds && time < toSeconds) {
                        rising.add(time);
                    }
                    before = sample;
                }
            }
        }
        return rising.size() < 2 ? 0 : (rising.size() - 1) / (rising.getLast() - rising.getFirst());
    }
}
