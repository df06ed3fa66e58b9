package dev.brushcast.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VectorVerifierTest {
    @Test
    void all() {
        assertThat(VectorVerifier.run(Path.of("/work/shared/vectors/streamdiffusion"), Optional.empty(), System.out)
                        .failed())
                .isZero();
    }
}
