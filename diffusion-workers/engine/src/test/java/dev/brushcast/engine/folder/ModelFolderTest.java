package dev.brushcast.engine.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.PictureSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {

    private static final Path BUILT_IN = Path.of("src/main/resources/models/builtin");

    @TempDir
    Path folder;

    @BeforeEach
    void anEmptyConfigurationIsEnough() throws IOException {
        write("model_index.json", "{\"_class_name\": \"StableDiffusionPipeline\"}");
        write("scheduler/scheduler_config.json", "{}");
        write("unet/config.json", "{\"cross_attention_dim\": 512}");
        write("vae_encoder/config.json", "{}");
        write("vae_decoder/config.json", "{}");
        write("text_encoder/config.json", "{}");
        write("tokenizer/vocab.json", "{}");
        write("tokenizer/merges.txt", "");
        for (String part : new String[] {"unet", "vae_encoder", "vae_decoder", "text_encoder"}) {
            write(part + "/model.onnx", "");
        }
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
        Path archive = folder.resolve("model.jar");
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
        ModelFolder model = ModelFolder.open(folder);

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

    @Test
    void schedulersOfPythonHaveInfinityAndNaN() throws IOException {
        write(
                "scheduler/scheduler_config.json",
                "{\"_class_name\": \"DPMSolverMultistepScheduler\", \"lambda_min_clipped\": -Infinity,"
                        + " \"sample_max_value\": Infinity, \"dynamic_thresholding_ratio\": NaN, \"beta_end\": 0.02}");
        assertThat(ModelFolder.open(folder).scheduler().betaEnd()).isEqualTo(0.02);

        write("scheduler/scheduler_config.json", "{\"timestep_scaling\": Infinity}");
        assertRefused("timestep_scaling is \"Infinity\", expected a finite number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8        | 8  | 8
            [8, 8]   | 8  | 8
            [6, 10]  | 10 | 6
            """)
    void aSampleSizeIsOneSideOrHeightAndWidth(String said, int width, int height) throws IOException {
        write("unet/config.json", "{\"cross_attention_dim\": 512, \"sample_size\": " + said + "}");
        assertThat(ModelFolder.open(folder).nativeSize()).isEqualTo(new PictureSize(width, height));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[8]", "[8, 8, 8]", "[8, 0]", "[8, \"8\"]", "0", "8.5", "\"8\""})
    void aSampleSizeOfNoPictureIsRefused(String said) throws IOException {
        write("unet/config.json", "{\"cross_attention_dim\": 512, \"sample_size\": " + said + "}");
        assertRefused("unet/config.json: sample_size");
    }

    @Test
    void aGraphOfAnotherNameIsPointedAt() throws IOException {
        Files.move(folder.resolve("unet/model.onnx"), folder.resolve("unet/model_fp16.onnx"));
        assertRefused(
                "unet/model.onnx is missing, but model_fp16.onnx is there: if that is the graph you want, rename it");
    }

    @Test
    void anOldExportIsToldWhichFileItLacks() throws IOException {
        Files.delete(folder.resolve("vae_decoder/config.json"));
        assertRefused(
                "vae_decoder/config.json is missing: the graph beside it is from an exporter that left it out; copy"
                        + " vae/config.json of the checkpoint");
    }

    @Test
    void theCacheOfHuggingFaceIsToldTheFolderInIt() throws IOException {
        Path cache = folder.resolve("models--who--what");
        Files.createDirectories(cache.resolve("snapshots/0a1b2c"));
        assertThatThrownBy(() -> ModelFolder.open(cache))
                .isInstanceOf(EngineException.class)
                .hasMessageEndingWith("give " + cache.resolve("snapshots/0a1b2c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unet/model.onnx", "unet/weights.pb", "scheduler/scheduler_config.json"})
    void aPointerOfGitLfsIsNotTakenForTheFile(String file) throws IOException {
        Files.write(folder.resolve("unet/model.onnx"), graphWithExternalData("weights.pb"));
        write("unet/weights.pb", "12345678");
        write(file, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 3438167540\n");
        assertRefused(file + " is a pointer of git-lfs and not the file itself: run \"git lfs pull\"");
    }

    @Test
    void aMissingPartIsNamed() throws IOException {
        Files.delete(folder.resolve("unet/model.onnx"));
        assertRefused("unet/model.onnx is missing: copy or export the model folder again");
    }

    @Test
    void aPytorchFolderIsToldFromADamagedOne() throws IOException {
        Files.delete(folder.resolve("unet/model.onnx"));
        write("unet/diffusion_pytorch_model.safetensors", "");
        assertRefused("holds PyTorch weights; export them to ONNX");
    }

    @Test
    void aFolderOfSomethingElseIsRefused() throws IOException {
        Files.delete(folder.resolve("model_index.json"));
        assertRefused("is not a model folder in the diffusers layout");
    }

    @Test
    void aPathThatIsNoFolderIsRefused() {
        assertThatThrownBy(() -> ModelFolder.open(folder.resolve("nowhere")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("nowhere is not a folder");
    }

    @Test
    void aCutShortFileIsRefused() throws IOException {
        write("unet/config.json", "{\"in_channels\": 4, ");
        assertRefused("unet/config.json is not valid JSON");
    }

    @Test
    void aFieldOfTheWrongTypeIsNamedWithWhatWasFound() throws IOException {
        write("unet/config.json", "{\"in_channels\": \"four\"}");
        assertRefused("unet/config.json: in_channels is \"four\", expected a whole number");
    }

    @Test
    void anInpaintingModelIsRefused() throws IOException {
        write("unet/config.json", "{\"in_channels\": 9, \"cross_attention_dim\": 512}");
        assertRefused("in_channels is 9, expected 4 (a latent) or 8");
    }

    @Test
    void aTextEncoderOfAnotherModelIsRefused() throws IOException {
        write("unet/config.json", "{\"cross_attention_dim\": 1024}");
        assertRefused("cross_attention_dim is 1024, but the text encoders' embeddings are 512 wide");
    }

    @Test
    void encoderAndDecoderOfTwoAutoencodersAreRefused() throws IOException {
        write("vae_decoder/config.json", "{\"_class_name\": \"AutoencoderTiny\"}");
        assertRefused("take both from one autoencoder");
    }

    @Test
    void sdxlNeedsItsSecondTextEncoder() throws IOException {
        write("unet/config.json", "{\"cross_attention_dim\": 512, \"addition_embed_type\": \"text_time\"}");
        assertRefused("needs a second text encoder");
    }

    @Test
    void theSecondTextEncoderWidensTheEmbedding() throws IOException {
        write("model_index.json", "{\"text_encoder_2\": [\"optimum\", \"ORTModelTextEncoder\"]}");
        write("unet/config.json", "{\"cross_attention_dim\": 1792, \"addition_embed_type\": \"text_time\"}");
        write(
                "text_encoder_2/config.json",
                "{\"hidden_size\": 1280, \"architectures\": [\"CLIPTextModelWithProjection\"]}");
        write("text_encoder_2/model.onnx", "");
        write("tokenizer_2/vocab.json", "{}");
        write("tokenizer_2/merges.txt", "");

        ModelFolder model = ModelFolder.open(folder);

        assertThat(model.isSdxl()).isTrue();
        assertThat(model.text()).extracting(part -> part.config().hiddenSize()).containsExactly(512, 1280);
    }

    @Test
    void weightsBesideTheGraphAreFoundAndCounted() throws IOException {
        Files.write(folder.resolve("unet/model.onnx"), graphWithExternalData("weights.pb"));
        assertRefused("unet/weights.pb is missing");

        write("unet/weights.pb", "12345678");

        assertThat(ModelFolder.open(folder).unetModel().externalData())
                .containsExactly(folder.resolve("unet/weights.pb"));
        assertThat(ModelFolder.open(folder).weightBytes()).isEqualTo(8 + Files.size(folder.resolve("unet/model.onnx")));
    }

    @Test
    void weightsOutsideOfTheFolderAreRefused() throws IOException {
        Files.write(folder.resolve("unet/model.onnx"), graphWithExternalData("../../secret"));
        assertRefused("keeps weights outside of its folder");
    }

    @Test
    void aGraphThatIsCutShortIsRefused() throws IOException {
        byte[] graph = graphWithExternalData("weights.pb");
        Files.write(folder.resolve("unet/model.onnx"), java.util.Arrays.copyOf(graph, graph.length - 3));
        assertRefused("unet/model.onnx is cut short");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> ModelFolder.open(folder))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
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

    /** A ModelProto with one initializer that lies in another file. */
    private static byte[] graphWithExternalData(String location) throws IOException {
        byte[] pair = join(
                field(1, "location".getBytes(StandardCharsets.UTF_8)),
                field(2, location.getBytes(StandardCharsets.UTF_8)));
        byte[] tensor = join(new byte[] {0x10, 1}, field(8, new byte[] {'w'}), field(13, pair));
        return join(new byte[] {0x08, 8}, field(7, field(5, tensor)));
    }

    private static byte[] field(int number, byte[] content) throws IOException {
        return join(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.write(part);
        }
        return joined.toByteArray();
    }
}
