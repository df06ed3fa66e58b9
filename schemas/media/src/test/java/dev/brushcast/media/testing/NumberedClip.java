package dev.brushcast.media.testing;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.caption.CaptionMessage;
import dev.brushcast.media.ffmpeg.output.AudioTranscoder;
import dev.brushcast.media.ffmpeg.output.FragmentedMp4Muxer;
import dev.brushcast.media.ffmpeg.output.H264Encoder;
import dev.brushcast.media.ffmpeg.output.Mp4Recorder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes MP4 files, H.264 with AAC stereo or silent, whose frame n shows n as a {@link FrameBarcode}.
 *
 * <p>The sound is a tone of 880 Hz for the first {@value #BEEP_MS} ms of every second, silence between: it begins with frame
 * 0, frame {@code rate}, frame {@code 2 * rate}, ...
 */
public final class NumberedClip {

    /** How long each beep is. */
    public static final int BEEP_MS = 200;

    private static final int SAMPLE_RATE = 48_000;
    private static final int SAMPLES_PER_PACKET = 1_024;
    private static final double TONE_HZ = 880;

    private NumberedClip() {}

    /**
     * Writes a clip.
     *
     * @param frames 1 to {@link FrameBarcode#LIMIT}
     * @param rate frames per second
     * @param width even, pixels
     * @param height even, pixels
     * @param audio false: no sound track
     */
    public static void write(Path file, int frames, Rational rate, int width, int height, boolean audio) {
        write(file, frames, rate, width, height, audio, List.of());
    }

    /**
     * Writes a clip with closed captions.
     *
     * @param captions triplets of cc_data for each frame from the first on; frames beyond have none
     */
    public static void write(
            Path file, int frames, Rational rate, int width, int height, boolean audio, List<byte[]> captions) {
        List<MediaPacket> pictures = new ArrayList<>();
        try (H264Encoder encoder = H264Encoder.open(width, height, rate)) {
            int keyEvery = Math.max(1, (int) Math.round(rate.value()));
            for (int n = 0; n < frames; n++) {
                pictures.addAll(encoder.encode(FrameBarcode.draw(n, width, height), time(n, rate), n % keyEvery == 0));
            }
            pictures.addAll(encoder.flush());
            for (int n = 0; n < frames; n++) {
                long length = time(n + 1, rate) - time(n, rate);
                MediaPacket plain = pictures.get(n);
                byte[] data = n < captions.size() ? CaptionMessage.insert(plain.data(), captions.get(n)) : plain.data();
                pictures.set(n, new MediaPacket(data, plain.pts(), length, plain.key()));
            }
            List<FragmentedMp4Muxer.Track> tracks = new ArrayList<>();
            List<List<MediaPacket>> packets = new ArrayList<>();
            tracks.add(new FragmentedMp4Muxer.Track(encoder.format(), pictures.getFirst()));
            packets.add(pictures);
            if (audio) {
                try (AudioTranscoder aac = new AudioTranscoder(pcm())) {
                    packets.add(beeps(aac, frames / rate.value()));
                    tracks.add(new FragmentedMp4Muxer.Track(
                            aac.format(), packets.getLast().getFirst()));
                }
            }
            save(file, new FragmentedMp4Muxer(tracks), packets);
        }
    }

    private static long time(int frame, Rational rate) {
        return (long) frame * H264Encoder.TIME_BASE.den() * rate.den() / rate.num();
    }

    private static void save(Path file, FragmentedMp4Muxer muxer, List<List<MediaPacket>> packets) {
        try (Mp4Recorder recorder = new Mp4Recorder(file, muxer.init())) {
            recorder.append(muxer.fragment(1, packets));
            recorder.finish();
        }
    }

    private static AudioFormat pcm() {
        return new AudioFormat(
                "pcm_s16le", new byte[0], SAMPLE_RATE, 2, "stereo", -99, 0, 0, new Rational(1, SAMPLE_RATE));
    }

    private static List<MediaPacket> beeps(AudioTranscoder aac, double seconds) {
        List<MediaPacket> packets = new ArrayList<>();
        long total = Math.round(seconds * SAMPLE_RATE);
        for (long begin = 0; begin < total; begin += SAMPLES_PER_PACKET) {
            int length = (int) Math.min(SAMPLES_PER_PACKET, total - begin);
            ByteBuffer samples = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
            for (long at = begin; at < begin + length; at++) {
                boolean on = at % SAMPLE_RATE < (long) SAMPLE_RATE * BEEP_MS / 1_000;
                double value = on ? 0.5 * Math.sin(2 * Math.PI * TONE_HZ * at / SAMPLE_RATE) : 0;
                short sample = (short) Math.round(value * Short.MAX_VALUE);
                samples.putShort(sample).putShort(sample);
            }
            packets.addAll(aac.transcode(new MediaPacket(samples.array(), begin, length, true)));
        }
        packets.addAll(aac.flush());
        return packets;
    }
}
