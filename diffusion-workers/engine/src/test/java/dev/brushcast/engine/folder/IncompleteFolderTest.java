package dev.brushcast.engine.folder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is missing from a folder, and where it is. */
class IncompleteFolderTest {

    @TempDir
    private Path path;

    private SmallFolder folder;

    @BeforeEach
    void aFolderWithEverythingInIt() throws IOException {
        folder = SmallFolder.in(path);
    }

    @Test
    void aGraphOfAnotherNameIsPointedAt() throws IOException {
        Files.move(folder.path().resolve("unet/model.onnx"), folder.path().resolve("unet/model_fp16.onnx"));
        folder.assertRefused(
                "unet/model.onnx is missing, but model_fp16.onnx is there: if that is the graph you want, rename it");
    }

    @Test
    void anOldExportIsToldWhichFileItLacks() throws IOException {
        Files.delete(folder.path().resolve("vae_decoder/config.json"));
        folder.assertRefused(
                "vae_decoder/config.json is missing: the graph beside it is from an exporter that left it out; copy"
                        + " vae/config.json of the checkpoint");
    }

    @Test
    void theCacheOfHuggingFaceIsToldTheFolderInIt() throws IOException {
        Path cache = folder.path().resolve("models--who--what");
        Files.createDirectories(cache.resolve("snapshots/0a1b2c"));
        assertThatThrownBy(() -> ModelFolder.open(cache))
                .isInstanceOf(EngineException.class)
                .hasMessageEndingWith("give " + cache.resolve("snapshots/0a1b2c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unet/model.onnx", "unet/weights.pb", "scheduler/scheduler_config.json"})
    void aPointerOfGitLfsIsNotTakenForTheFile(String file) throws IOException {
        Files.write(folder.path().resolve("unet/model.onnx"), SmallFolder.graphWithExternalData("weights.pb"));
        folder.write("unet/weights.pb", "12345678");
        folder.write(file, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 3438167540\n");
        folder.assertRefused(file + " is a pointer of git-lfs and not the file itself: run \"git lfs pull\"");
    }

    @Test
    void aMissingPartIsNamed() throws IOException {
        Files.delete(folder.path().resolve("unet/model.onnx"));
        folder.assertRefused("unet/model.onnx is missing: copy or export the model folder again");
    }

    @Test
    void aPytorchFolderIsToldFromADamagedOne() throws IOException {
        Files.delete(folder.path().resolve("unet/model.onnx"));
        folder.write("unet/diffusion_pytorch_model.safetensors", "");
        folder.assertRefused("holds PyTorch weights; export them to ONNX");
    }

    @Test
    void aFolderOfSomethingElseIsRefused() throws IOException {
        Files.delete(folder.path().resolve("model_index.json"));
        folder.assertRefused("is not a model folder in the diffusers layout");
    }

    @Test
    void aPathThatIsNoFolderIsRefused() {
        assertThatThrownBy(() -> ModelFolder.open(folder.path().resolve("nowhere")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("nowhere is not a folder");
    }

    @Test
    void oneFileIsTokenizerEnough() throws IOException {
        Files.delete(folder.path().resolve("tokenizer/merges.txt"));
        folder.assertRefused("tokenizer/merges.txt is missing");

        folder.write("tokenizer/tokenizer.json", "{}");
        folder.open();
    }

    @Test
    void sentencePiecesOwnFormatIsToldHowToBecomeTheOther() throws IOException {
        Files.delete(folder.path().resolve("tokenizer/vocab.json"));
        folder.write("tokenizer/spiece.model", "");
        folder.assertRefused(
                "tokenizer/tokenizer.json is missing, and spiece.model is SentencePiece's own: make the one");
    }

    @Test
    void aTokenizerThatWasNotDownloadedIsNotTakenForOne() throws IOException {
        folder.write(
                "tokenizer/tokenizer.json", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 16\n");
        folder.assertRefused("tokenizer.json is a pointer of git-lfs");
    }
}
