package dev.brushcast.compose.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {

    private static final String FOLDER = "ai/onnxruntime/native/linux-x64/";

    @Test
    void theProvidersOfGpusAreLeftOutWhereThereIsNone() {
        var withoutGpu = NativeLibraries.onnxRuntime("linux-x64", false);

        assertThat(withoutGpu.apply(FOLDER + "libonnxruntime.so")).contains("libonnxruntime.so");
        assertThat(withoutGpu.apply(FOLDER + "libonnxruntime_providers_shared.so"))
                .contains("libonnxruntime_providers_shared.so");
        assertThat(withoutGpu.apply(FOLDER + "libonnxruntime_providers_cuda.so"))
                .isEmpty();
        assertThat(NativeLibraries.onnxRuntime("linux-x64", true).apply(FOLDER + "libonnxruntime_providers_cuda.so"))
                .contains("libonnxruntime_providers_cuda.so");
    }

    @Test
    void otherSystemsLibrariesAndClassesAreLeftOut() {
        var wanted = NativeLibraries.onnxRuntime("linux-x64", true);

        assertThat(wanted.apply("ai/onnxruntime/native/linux-aarch64/libonnxruntime.so"))
                .isEmpty();
        assertThat(wanted.apply("ai/onnxruntime/OrtSession.class")).isEmpty();
        assertThat(wanted.apply(FOLDER)).isEmpty();
    }

    /** With another version of it on the class path the names may be others: then this fails, and not the next start. */
    @Test
    void theRealJarHasTheTwoLibrariesThatAreLoadedFirst() throws IOException {
        Optional<NativeJar> jar =
                NativeJar.with("ai/onnxruntime/OnnxRuntime.class", NativeLibraries.onnxRuntime("linux-x64", false));

        assertThat(jar.orElseThrow().libraries()).containsKeys("libonnxruntime.so", "libonnxruntime4j_jni.so");
    }

    @Test
    void whatIsNotOnTheClassPathIsNoError() throws IOException {
        assertThat(NativeJar.with("no/such/Library.class", Optional::of)).isEmpty();
    }
}
