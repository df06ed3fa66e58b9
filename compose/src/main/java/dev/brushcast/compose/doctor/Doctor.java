package dev.brushcast.compose.doctor;

import dev.brushcast.engine.onnx.DeviceProbe;
import dev.brushcast.engine.onnx.ExecutionProvider;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.output.H264Encoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks at the machine: each finding is well, or says what to do. */
public final class Doctor {

    private static final int NEEDED_JDK = 25;
    private static final double GIB = 1L << 30;
    private static final long NEEDED_HEAP = 512L << 20;
    private static final int PROBE_WIDTH = 320;
    private static final int PROBE_HEIGHT = 192;
    private static final Duration BROKER_WITHIN = Duration.ofSeconds(5);

    private Doctor() {}

    /**
     * Examines everything.
     *
     * @param port where the page would be served
     * @param cluster a Kafka cluster to reach as well; null: the embedded broker is enough
     */
    public static List<Finding> examine(int port, @Nullable KafkaConnection cluster) {
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk());
        findings.add(memory());
        findings.add(encoder());
        findings.add(Finding.ok("ONNX Runtime", DeviceProbe.runtimeVersion()));
        DeviceProbe.all().forEach(outcome -> findings.add(provider(outcome)));
        findings.add(port(port));
        if (cluster != null) {
            findings.add(broker(cluster));
        }
        return findings;
    }

    private static Finding jdk() {
        Runtime.Version version = Runtime.version();
        String text = version + " in " + System.getProperty("java.home");
        return version.feature() >= NEEDED_JDK
                ? Finding.ok("JDK", text)
                : Finding.bad("JDK", text + ": install " + NEEDED_JDK + " or later");
    }

    private static Finding memory() {
        long heap = Runtime.getRuntime().maxMemory();
        String text = String.format(
                Locale.ROOT,
                "%.1f GiB of heap at most, %d processors",
                heap / GIB,
                Runtime.getRuntime().availableProcessors());
        return heap >= NEEDED_HEAP
                ? Finding.ok("memory", text)
                : Finding.bad("memory", text + ": give it 512 MiB, as in BRUSHCAST_JAVA_OPTS=-Xmx512m");
    }

    private static Finding encoder() {
        try (H264Encoder encoder = H264Encoder.open(PROBE_WIDTH, PROBE_HEIGHT, new Rational(25, 1))) {
            return Finding.ok("FFmpeg", "encodes H.264 with " + encoder.name());
        } catch (MediaException | UnsatisfiedLinkError e) {
            return Finding.bad("FFmpeg", "encodes no H.264 here: " + e.getMessage());
        }
    }

    private static Finding provider(DeviceProbe.Outcome outcome) {
        String subject = "execution provider " + outcome.provider();
        if (outcome.missing().isEmpty()) {
            return Finding.ok(subject, "loads");
        }
        return outcome.provider() == ExecutionProvider.CPU
                ? Finding.bad(subject, outcome.missing().get())
                : Finding.none(subject, outcome.missing().get());
    }

    private static Finding port(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getByName("localhost")).close();
            return Finding.ok("port " + port, "free");
        } catch (IOException e) {
            return Finding.bad("port " + port, "taken (" + e.getMessage() + "): choose another with --port");
        }
    }

    private static Finding broker(KafkaConnection cluster) {
        try (var serdes = cluster.openSerdes()) {
            new KafkaClients(cluster, serdes).requireReachable(BROKER_WITHIN);
            return Finding.ok("Kafka", "answers at " + cluster.bootstrapServers());
        } catch (UserError e) {
            return Finding.bad("Kafka", String.valueOf(e.getMessage()));
        }
    }
}
