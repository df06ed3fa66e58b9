package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import dev.brushcast.ingest.app.IngestWorld.Published;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.Reconnect;
import dev.brushcast.ingest.config.WaitLimit;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.output.AudioTranscoder;
import dev.brushcast.media.testing.FrameBarcode;
import dev.brushcast.media.testing.NumberedClip;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A clip of numbered frames with a beep each second, published by FFmpeg, broken off, and published again. */
@Timeout(180)
final class LiveSkewIT {

    private static final int RATE = 24;
    private static final int SECONDS = 3;
    private static final int SAMPLE_RATE = 48_000;
    private static final int LOUD = 6_000;
    private static final double PAUSE = 0.3;

    /** RTMP's clock has milliseconds, a packet of AAC 21 of them. */
    private static final double IN_SYNC = 0.040;

    private static final Reconnect PATIENT =
            new Reconnect(new WaitLimit(Duration.ofSeconds(8)), Duration.ofMillis(50), Duration.ofMillis(200));

    @Test
    void pictureAndAudioAreTakenInTogetherThroughABreakOfTheSource(@TempDir Path folder) throws Exception {
        Path clip = folder.resolve("clip.mp4");
        NumberedClip.write(clip, RATE * SECONDS, new Rational(RATE, 1), 256, 144, true);
        String address = "rtmp://localhost:" + freePort() + "/live/key";
        FutureTask<Integer> encoder = new FutureTask<>(() -> {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> publish(clip, address) == 0);
            return publish(clip, address);
        });
        try (IngestWorld world = IngestWorld.start()) {
            IngestConfig config = world.config("skew", address + "?listen");
            Thread.ofPlatform().start(encoder);
            Published published = world.ingest(config.withConnection(config.connection()
                    .withWaitFor(new WaitLimit(Duration.ofMinutes(1)))
                    .withReconnect(PATIENT)));

            assertThat(encoder.get()).isZero();
            assertThat(published.summary().epochs()).isEqualTo(2);
            for (long epoch = 1; epoch <= 2; epoch++) {
                assertThatAudioIsInSync(published, epoch);
            }
        }
    }

    /** Runs FFmpeg's own command, and returns its exit status. */
    private static int publish(Path clip, String address) throws IOException, InterruptedException {
        String ffmpeg = Loader.load(org.bytedeco.ffmpeg.ffmpeg.class);
        return new ProcessBuilder(
                        ffmpeg,
                        "-v",
                        "error",
                        "-nostdin",
                        "-re",
                        "-i",
                        clip.toString(),
                        "-c",
                        "copy",
                        "-f",
                        "flv",
                        address)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void assertThatAudioIsInSync(Published published, long epoch) {
        List<Double> pictures = secondsOfSource(published, epoch);
        List<Double> beeps = beeps(published.audio().stream()
                .filter(chunk -> chunk.getEpoch() == epoch)
                .toList());
        assertThat(pictures).hasSizeGreaterThan(RATE * SECONDS / 2);
        double start = pictures.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double latest = pictures.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        assertThat(latest - start).as("frames beside each other").isLessThan(0.002);
        assertThat(beeps).hasSize(SECONDS);
        for (int second = 0; second < SECONDS; second++) {
            assertThat(beeps.get(second) - start)
                    .as("beep %s of epoch %s", second, epoch)
                    .isCloseTo(second, within(IN_SYNC));
        }
    }

    /** When the clip began, as each of its frames has it. */
    private static List<Double> secondsOfSource(Published published, long epoch) {
        List<Double> starts = new ArrayList<>();
        for (var chunk : published.video()) {
            if (chunk.getEpoch() == epoch) {
                try (FramePayload payload = FramePayloads.of(chunk.getFormat())) {
                    for (VideoFrame frame : chunk.getFrames()) {
                        var picture = payload.decode(frame.getData(), chunk.getWidth(), chunk.getHeight());
                        int number = FrameBarcode.read(picture).orElseThrow();
                        starts.add(frame.getPtsUs() / 1e6 - (double) number / RATE);
                    }
                }
            }
        }
        return starts;
    }

    /** When a beep begins: loud after a pause. */
    private static List<Double> beeps(List<AudioChunk> chunks) {
        List<Double> onsets = new ArrayList<>();
        AudioFormat raw = new AudioFormat(
                "pcm_s16le", new byte[0], SAMPLE_RATE, 1, "mono", -99, 0, 0, new Rational(1, SAMPLE_RATE));
        AudioFormat aac = format(chunks.getFirst());
        try (AudioTranscoder decoder = new AudioTranscoder(aac, raw)) {
            double lastLoud = Double.NEGATIVE_INFINITY;
            for (AudioChunk chunk : chunks) {
                for (AudioPacket packet : chunk.getPackets()) {
                    byte[] data = new byte[packet.getData().remaining()];
                    packet.getData().duplicate().get(data);
                    for (MediaPacket decoded :
                            decoder.transcode(new MediaPacket(data, packet.getPts(), packet.getDuration(), true))) {
                        ShortBuffer samples = ByteBuffer.wrap(decoded.data())
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .asShortBuffer();
                        for (int i = 0; samples.hasRemaining(); i++) {
                            double time = (double) (decoded.pts() + i) / SAMPLE_RATE;
                            if (Math.abs(samples.get()) > LOUD) {
                                if (time - lastLoud > PAUSE) {
                                    onsets.add(time);
                                }
                                lastLoud = time;
                            }
                        }
                    }
                }
            }
        }
        return onsets;
    }

    private static AudioFormat format(AudioChunk chunk) {
        byte[] config = new byte[chunk.getCodecConfig().remaining()];
        chunk.getCodecConfig().duplicate().get(config);
        return new AudioFormat(
                chunk.getCodec(),
                config,
                chunk.getSampleRate(),
                chunk.getChannels(),
                chunk.getChannelLayout(),
                chunk.getProfile(),
                chunk.getFrameSize(),
                chunk.getInitialPadding(),
                new Rational(chunk.getTimeBaseNum(), chunk.getTimeBaseDen()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
