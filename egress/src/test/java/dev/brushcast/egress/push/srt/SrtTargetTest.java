package dev.brushcast.egress.push.srt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.egress.push.PushConnection;
import dev.brushcast.egress.push.PushException;
import dev.brushcast.egress.push.PushItem;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.VideoFormat;
import dev.brushcast.media.ffmpeg.output.H264Encoder;
import dev.brushcast.media.testing.FrameBarcode;
import dev.brushcast.media.testing.ReadBack;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real connections of FFmpeg's on both sides. */
@Timeout(90)
class SrtTargetTest {

    private static final Rational FPS = new Rational(25, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration IMPATIENCE = Duration.ofMillis(400);
    private static final String SECRET = "pass-words-0";

    /** Where times are in a transport stream: twice its decoder's delay. */
    private static final double SHIFT = 0.2;

    @Test
    void picturesAndAudioArriveWithTheirTimesFromAKeyOn() throws Exception {
        int port = free();
        Tone tone = Tone.aac("stereo", 2, 2.0);
        CompletableFuture<List<ReadBack.Track>> received =
                receive(() -> ReadBack.tracks("srt://127.0.0.1:" + port + "?mode=listener&passphrase=" + SECRET));

        send("srt://127.0.0.1:" + port + "?passphrase=" + SECRET, 100, 50, tone);

        List<ReadBack.Track> tracks = received.join();
        ReadBack.Track pictures =
                tracks.stream().filter(ReadBack.Track::picture).findFirst().orElseThrow();
        assertThat(pictures.packets()).hasSize(50);
        assertThat(pictures.packets().getFirst().key()).isTrue();
        assertThat(pictures.seconds(pictures.packets().getFirst())).isEqualTo(100 * 0.04 + SHIFT, within(1e-3));
        assertThat(pictures.seconds(pictures.packets().getLast())).isEqualTo(149 * 0.04 + SHIFT, within(1e-3));
        ReadBack.Track audio =
                tracks.stream().filter(track -> !track.picture()).findFirst().orElseThrow();
        assertThat(audio.audio().codec()).isEqualTo("aac");
        assertThat(audio.packets()).hasSameSizeAs(tone.packets());
    }

    @Test
    void aReceiverThatJoinsGetsParameterSetsInBand() throws Exception {
        int port = free();
        CompletableFuture<List<ReadBack.Shown>> received =
                receive(() -> ReadBack.pictures("srt://127.0.0.1:" + port + "?mode=listener"));

        send("srt://127.0.0.1:" + port, 0, 40, null);

        List<ReadBack.Shown> shown = received.join();
        assertThat(shown).hasSize(40);
        for (int i = 0; i < shown.size(); i++) {
            assertThat(FrameBarcode.read(shown.get(i).picture())).hasValue(i);
        }
    }

    @Test
    void aViewerMayCallToo() throws Exception {
        int port = free();
        CompletableFuture<List<ReadBack.Shown>> received =
                receive(() -> ReadBack.pictures("srt://127.0.0.1:" + port + "?connect_timeout=20000"));

        send("srt://127.0.0.1:" + port + "?mode=listener", 0, 40, null);

        assertThat(received.join()).hasSize(40);
    }

    @Test
    void aReceiverThatIsNotThereIsNamed() throws Exception {
        int port = free();

        assertThatThrownBy(() -> connect("srt://127.0.0.1:" + port + "?streamid=" + SECRET, IMPATIENCE))
                .isInstanceOf(PushException.class)
                .hasMessage("nothing listens there, or it does not answer within 400 ms: 127.0.0.1 port " + port);
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> connect("srt://no-such-host.invalid:9000", PATIENCE))
                .hasMessage("there is no host no-such-host.invalid");
    }

    @Test
    void aRefusedPassphraseIsSaidAndNotShown() throws Exception {
        int port = free();
        CompletableFuture<List<ReadBack.Shown>> received =
                receive(() -> ReadBack.pictures("srt://127.0.0.1:" + port + "?mode=listener&passphrase=" + SECRET));

        assertThatThrownBy(() -> connect("srt://127.0.0.1:" + port + "?passphrase=wrong-words", PATIENCE))
                .hasMessageStartingWith("the receiver refuses the connection: look at the passphrase")
                .hasMessageNotContaining("wrong-words")
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("wrong-words"));

        send("srt://127.0.0.1:" + port + "?passphrase=" + SECRET, 0, 30, null); // the receiver has waited
        assertThat(received.join()).hasSize(30);
    }

    @Test
    void aListenerWithoutAViewerSaysSo() throws Exception {
        int port = free();

        assertThatThrownBy(() -> connect("srt://127.0.0.1:" + port + "?mode=listener", IMPATIENCE))
                .hasMessage("no viewer has connected to port " + port + " yet");
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        try (DatagramSocket taken = new DatagramSocket()) {
            assertThatThrownBy(() -> connect("srt://:" + taken.getLocalPort() + "?mode=listener", IMPATIENCE))
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken");
        }
    }

    @Test
    void aConnectionThatFailsOrEndsDoesNotEndAnother() throws Exception {
        int port = free();
        int nobody = free();
        CompletableFuture<List<ReadBack.Shown>> received =
                receive(() -> ReadBack.pictures("srt://127.0.0.1:" + port + "?mode=listener"));
        try (PushConnection open = connect("srt://127.0.0.1:" + port, PATIENCE);
                H264Encoder encoder = H264Encoder.open(128, 96, FPS)) {
            for (int i = 0; i < 40; i++) {
                for (MediaPacket packet : encoder.encode(FrameBarcode.draw(i, 128, 96), i * 3600L, i % 25 == 0)) {
                    open.picture(packet.at(packet.pts(), 3600));
                }
                if (i % 20 == 10) {
                    assertThatThrownBy(() -> connect("srt://127.0.0.1:" + nobody, IMPATIENCE))
                            .isInstanceOf(PushException.class);
                }
            }
        }

        assertThat(received.join()).hasSize(40);
    }

    private static int free() throws SocketException {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.getLocalPort();
        }
    }

    /** A receiver, which may be there a moment later than a sender that waits for it. */
    private static <T> CompletableFuture<T> receive(Supplier<T> reading) {
        CompletableFuture<T> received = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                received.complete(reading.get());
            } catch (RuntimeException | AssertionError e) {
                received.completeExceptionally(e);
            }
        });
        return received;
    }

    private static PushConnection connect(String address, Duration patience) {
        try (H264Encoder encoder = H264Encoder.open(128, 96, FPS)) {
            return connect(address, encoder.format(), null, patience);
        }
    }

    private static PushConnection connect(
            String address, VideoFormat video, @Nullable AudioFormat audio, Duration patience) {
        return new SrtTarget(PushAddress.parse(address), patience)
                .connect(new PushItem.Begin(video, audio, true), () -> false);
    }

    /** Sends numbered pictures of 25 a second, and the tone from where they begin. */
    private static void send(String address, int first, int count, @Nullable Tone tone) {
        try (H264Encoder encoder = H264Encoder.open(128, 96, FPS)) {
            List<MediaPacket> pictures = new ArrayList<>();
            for (int i = first; i < first + count; i++) {
                pictures.addAll(encoder.encode(FrameBarcode.draw(i, 128, 96), i * 3600L, (i - first) % 25 == 0));
            }
            pictures.addAll(encoder.flush());
            AudioFormat audio = tone == null ? null : tone.format();
            try (PushConnection connection = connect(address, encoder.format(), audio, PATIENCE)) {
                List<MediaPacket> sound = tone == null ? List.of() : tone.packets();
                long shift = Math.round(first * 0.04 * 48_000);
                int heard = 0;
                for (MediaPacket picture : pictures) {
                    for (;
                            heard < sound.size() && (sound.get(heard).pts() + shift) * 90_000 / 48_000 <= picture.pts();
                            heard++) {
                        connection.audio(sound.get(heard).at(sound.get(heard).pts() + shift, 1024));
                    }
                    connection.picture(picture.at(picture.pts(), 3600));
                }
                for (; heard < sound.size(); heard++) {
                    connection.audio(sound.get(heard).at(sound.get(heard).pts() + shift, 1024));
                }
            }
        }
    }
}
