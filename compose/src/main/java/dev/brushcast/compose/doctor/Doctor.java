package dev.brushcast.compose.doctor;

import com.sun.management.OperatingSystemMXBean;
import dev.brushcast.engine.onnx.device.DeviceProbe;
import dev.brushcast.engine.onnx.device.ExecutionProvider;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.Rational;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.output.H264Encoder;
import dev.brushcast.media.ffmpeg.picture.JpegDecoder;
import dev.brushcast.media.ffmpeg.picture.JpegEncoder;
import dev.brushcast.media.ffmpeg.picture.JpegOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at the machine: each finding is well, or says what to do. */
public final class Doctor {

    private static final int NEEDED_JDK = 25;
    private static final double GIB = 1L << 30;
    private static final long NEEDED_HEAP = 512L << 20;
    private static final long NEEDED_MEMORY = 2L << 30;
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
        findings.add(heap());
        findings.add(memory());
        findings.add(h264());
        findings.add(jpeg());
        Finding runtime = natives("ONNX Runtime", "does not load", DeviceProbe::runtimeVersion);
        findings.add(runtime);
        if (runtime.verdict() == Finding.Verdict.OK) {
            DeviceProbe.all().forEach(outcome -> findings.add(provider(outcome)));
        }
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

    private static Finding heap() {
        long heap = Runtime.getRuntime().maxMemory();
        String text = String.format(
                Locale.ROOT,
                "%.1f GiB of heap at most, %d processors",
                heap / GIB,
                Runtime.getRuntime().availableProcessors());
        return heap >= NEEDED_HEAP
                ? Finding.ok("heap", text)
                : Finding.bad("heap", text + ": give it 512 MiB, as in BRUSHCAST_JAVA_OPTS=-Xmx512m");
    }

    /** Models, pictures in flight and FFmpeg live beside the heap. */
    private static Finding memory() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long all = system.getTotalMemorySize();
        String text = String.format(Locale.ROOT, "%.1f GiB, %.1f free", all / GIB, system.getFreeMemorySize() / GIB);
        return all >= NEEDED_MEMORY
                ? Finding.ok("memory", text)
                : Finding.bad("memory", text + ": too little, a run of the built-in model takes about 1 GiB");
    }

    private static Finding h264() {
        return natives("FFmpeg", "encodes no H.264 here", () -> {
            try (H264Encoder encoder = H264Encoder.open(PROBE_WIDTH, PROBE_HEIGHT, new Rational(25, 1))) {
                return "encodes H.264 with " + encoder.name();
            }
        });
    }

    /** Both ways, as each frame's picture goes. */
    private static Finding jpeg() {
        RgbPicture black = new RgbPicture(PROBE_WIDTH, PROBE_HEIGHT, new byte[3 * PROBE_WIDTH * PROBE_HEIGHT]);
        return natives("FFmpeg", "encodes or decodes no JPEG here", () -> {
            try (JpegEncoder encoder = new JpegEncoder(JpegOptions.HIGH_QUALITY);
                    JpegDecoder decoder = new JpegDecoder()) {
                decoder.decode(ByteBuffer.wrap(encoder.encode(black)));
                return "encodes and decodes JPEG";
            }
        });
    }

    /**
     * Tries what needs native libraries. Where they are not there the first try fails with one error and every other with
     * another: none of them is the end of the examination.
     */
    static Finding natives(String subject, String failure, Supplier<String> probe) {
        try {
            return Finding.ok(subject, probe.get());
        } catch (MediaException | LinkageError e) {
            return Finding.bad(subject, failure + ": " + why(e) + "; build for this platform, or set javacpp.platform");
        }
    }

    /** Only the first of these errors names a library, the others name classes. */
    private static String why(Throwable failure) {
        return failure instanceof LinkageError && !(failure instanceof UnsatisfiedLinkError)
                ? "its native libraries do not load"
                : Reason.of(failure);
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
            return Finding.bad("port " + port, "taken (" + Reason.of(e) + "): choose another with --port");
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
