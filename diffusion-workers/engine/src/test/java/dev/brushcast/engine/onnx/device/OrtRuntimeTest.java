package dev.brushcast.engine.onnx.device;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OrtRuntimeTest {

    /** What a classpath of a hundred files comes to, or a prompt as people write them. */
    private static final int LONG = 20_000;

    /** In a process of its own: the runtime reads its command line once, when the environment is made. */
    public static final class Opens {

        private Opens() {}

        public static void main(String[] args) {
            System.out.println("opened " + OrtRuntime.environment().getVersion());
        }
    }

    @Test
    void aLongCommandLineDoesNotEndTheProcess() throws IOException, InterruptedException {
        Process process = opens("x".repeat(LONG));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("opened 1.");
    }

    @Test
    void nobodyElseMakesTheEnvironment() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.brushcast.engine.onnx.device.OrtRuntime$Opened")
                .should()
                .callMethod(OrtEnvironment.class, "getEnvironment")
                .check(new ClassFileImporter().importPackages("dev.brushcast"));
    }

    private static Process opens(String argument) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        Opens.class.getName(),
                        argument)
                .redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }
}
