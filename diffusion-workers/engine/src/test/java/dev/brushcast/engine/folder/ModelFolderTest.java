package dev.brushcast.engine.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.PictureSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a folder that is whole says of its model. */
class ModelFolderTest {

    private static final Path BUILT_IN = Path.of("src/main/resources/models/builtin");

    @TempDir
    private Path path;

    private SmallFolder folder;

    @BeforeEach
    void aFolderWithEverythingInIt() throws IOException {
        folder = SmallFolder.in(path);
    }

    @Test
    void readsTheBuiltInModel() {
        ModelFolder model = ModelFolder.open(BUILT_IN);

        assertThat(model.name()).isEqualTo("builtin");
        assertThat(model.vae()).isEqualTo(new VaeConfig("AutoencoderKL", 48, 2.0, 4));
        assertThat(model.unet().inChannels()).isEqualTo(96);
        assertThat(model.unet().downscale()).isEqualTo(4);
        assertThat(model.picturesAreConditions()).isTrue();
        assertThat(model.isSdxl()).isFalse();
        assertThat(model.nativeSize()).isEqualTo(new PictureSize(256, 256));
        assertThat(model.scheduler().predictionType()).isEqualTo(PredictionType.V_PREDICTION);
        assertThat(model.text().getFirst().config().maxPositions()).isEqualTo(16);
        assertThat(model.safetyChecker()).isNull();
        assertThat(model.weightBytes()).isGreaterThan(9_000_000);
    }

    @Test
    void readsAFolderInsideAnArchive() throws IOException {
        Path archive = folder.path().resolve("model.jar");
        try (FileSystem jar = FileSystems.newFileSystem(archive, Map.of("create", "true"));
                Stream<Path> files = Files.walk(BUILT_IN)) {
            files.forEach(file -> copy(
                    file,
                    jar.getPath("/models/builtin", BUILT_IN.relativize(file).toString())));
            assertThat(ModelFolder.open(jar.getPath("/models/builtin")).vae())
                    .isEqualTo(ModelFolder.open(BUILT_IN).vae());
        }
    }

    @Test
    void whatAFileLeavesOutIsAsInDiffusers() {
        ModelFolder model = folder.open();

        assertThat(model.scheduler())
                .isEqualTo(new SchedulerConfig(
                        "LCMScheduler",
                        1000,
                        0.00085,
                        0.012,
                        BetaSchedule.SCALED_LINEAR,
                        null,
                        PredictionType.EPSILON,
                        50,
                        10,
                        "leading",
                        0,
                        true,
                        false));
        assertThat(model.vae()).isEqualTo(new VaeConfig("AutoencoderKL", 4, 0.18215, 1));
        assertThat(model.nativeSize()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8        | 8  | 8
            [8, 8]   | 8  | 8
            [6, 10]  | 10 | 6
            """)
    void aSampleSizeIsOneSideOrHeightAndWidth(String said, int width, int height) throws IOException {
        folder.write("unet/config.json", "{\"cross_attention_dim\": 512, \"sample_size\": " + said + "}");
        assertThat(folder.open().nativeSize()).isEqualTo(new PictureSize(width, height));
    }

    @Test
    void theSecondTextEncoderWidensTheEmbedding() throws IOException {
        folder.write("model_index.json", "{\"text_encoder_2\": [\"optimum\", \"ORTModelTextEncoder\"]}");
        folder.write("unet/config.json", "{\"cross_attention_dim\": 1792, \"addition_embed_type\": \"text_time\"}");
        folder.write(
                "text_encoder_2/config.json",
                "{\"hidden_size\": 1280, \"architectures\": [\"CLIPTextModelWithProjection\"]}");
        folder.write("text_encoder_2/model.onnx", "");
        folder.write("tokenizer_2/vocab.json", "{}");
        folder.write("tokenizer_2/merges.txt", "");

        ModelFolder model = folder.open();

        assertThat(model.isSdxl()).isTrue();
        assertThat(model.text()).extracting(part -> part.config().hiddenSize()).containsExactly(512, 1280);
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
