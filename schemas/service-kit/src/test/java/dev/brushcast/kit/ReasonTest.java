package dev.brushcast.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("a.yaml"), "there is no a.yaml"),
                Arguments.of(new AccessDeniedException("/srv"), "no permission for /srv"),
                Arguments.of(new UnknownHostException("kafka"), "there is no host kafka"),
                Arguments.of(new ExecutionException(new TimeoutException("Expiring 1 record")), "Expiring 1 record"),
                Arguments.of(new CompletionException(new NoSuchFileException("a")), "there is no a"),
                Arguments.of(new UncheckedIOException(new IOException("Broken pipe\nat 7")), "Broken pipe"),
                Arguments.of(new IllegalStateException(null, new IOException("disk")), "disk"),
                Arguments.of(new ConnectException(), "no reason is given"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsToldWithoutTheNameOfItsClass(Throwable failure, String expected) {
        assertThat(Reason.of(failure)).isEqualTo(expected);
    }
}
