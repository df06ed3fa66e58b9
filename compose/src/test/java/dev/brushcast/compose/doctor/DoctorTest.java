package dev.brushcast.compose.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.doctor.Finding.Verdict;
import dev.brushcast.kit.kafka.KafkaConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DoctorTest {

    private static final int ANY_FREE = 0;

    @Test
    void looksAtEverythingThatARunNeeds() {
        List<Finding> findings = Doctor.examine(ANY_FREE, null);
        assertThat(findings)
                .extracting(Finding::subject)
                .containsExactly(
                        "JDK",
                        "heap",
                        "memory",
                        "FFmpeg",
                        "FFmpeg",
                        "ONNX Runtime",
                        "execution provider TENSORRT",
                        "execution provider CUDA",
                        "execution provider CPU",
                        "port 0");
        // Where these tests run, Brushcast runs; a GPU may be there or not.
        assertThat(findings).extracting(Finding::verdict).doesNotContain(Verdict.BAD);
        assertThat(findings).allSatisfy(finding -> assertThat(finding.line()).doesNotContain("\n"));
    }

    /** What absent libraries throw, the first time and from then on. */
    static Stream<LinkageError> whatIsMissingIsAFindingAndNotTheEnd() {
        return Stream.of(
                new UnsatisfiedLinkError("no jniavutil in java.library.path: [/usr/lib]\nat ..."),
                new ExceptionInInitializerError(),
                new NoClassDefFoundError("Could not initialize class org.bytedeco.ffmpeg.global.avutil"));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsMissingIsAFindingAndNotTheEnd(LinkageError missing) {
        Finding finding = Doctor.natives("FFmpeg", "encodes no H.264 here", () -> {
            throw missing;
        });
        assertThat(finding.verdict()).isEqualTo(Verdict.BAD);
        assertThat(finding.line())
                .matches("BAD  FFmpeg: encodes no H.264 here:"
                        + " (no jniavutil in java.library.path: .*|its native libraries do not load);.*")
                .doesNotContain("java.lang", "bytedeco")
                .endsWith("; build for this platform, or set javacpp.platform")
                .hasLineCount(1);
    }

    @Test
    void saysWhichPortIsTakenAndWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThat(Doctor.examine(taken.getLocalPort(), null).getLast())
                    .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.BAD))
                    .satisfies(finding -> assertThat(finding.line())
                            .startsWith("BAD  port " + taken.getLocalPort())
                            .endsWith("choose another with --port"));
        }
    }

    @Test
    void saysThatNoBrokerAnswers() throws IOException {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobody = closed.getLocalPort();
        }
        Finding kafka = Doctor.examine(ANY_FREE, KafkaConnection.plain("localhost:" + nobody))
                .getLast();
        assertThat(kafka.verdict()).isEqualTo(Verdict.BAD);
        assertThat(kafka.text()).contains("localhost:" + nobody).contains("check the address");
    }
}
