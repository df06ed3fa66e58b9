package dev.brushcast.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Engines;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.UnsafeFrames;
import dev.brushcast.engine.folder.ModelFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model folders as different exporters write them. */
class ModelLayoutsTest {

    private static final int SIDE = 32;

    @TempDir
    private Path folder;

    @Test
    void halfPrecisionGivesThePictureOfSinglePrecision() throws IOException {
        assertSamePictures(TinyModel.usual().withFloats(OnnxWriter.FLOAT16), 2);
    }

    @Test
    void aTimestepMayBeAScalar() throws IOException {
        assertSamePictures(TinyModel.usual().withTimestep(OnnxWriter.INT64), 1);
    }

    @Test
    void aTimestepMayBeOneForAllRows() throws IOException {
        assertSamePictures(TinyModel.usual().withTimestep(OnnxWriter.INT64, 1), 1);
    }

    @Test
    void aTimestepMayBeFloating() throws IOException {
        assertSamePictures(TinyModel.usual().withTimestep(OnnxWriter.FLOAT, -1), 1);
        assertSamePictures(TinyModel.usual().withTimestep(OnnxWriter.FLOAT16, -1), 2);
    }

    @Test
    void tokenIdsMayBeShort() throws IOException {
        assertSamePictures(TinyModel.usual().withIds(OnnxWriter.INT32), 1);
    }

    @Test
    void theMeanIsTakenOfALatentWithLogVariance() throws IOException {
        assertSamePictures(TinyModel.usual().withLogVariance(), 1);
    }

    @Test
    void aNetworkMayBeToldThePicture() throws IOException {
        try (DiffusionEngine engine = open(TinyModel.usual().withToldThePicture(), BatchPolicy.CONTINUOUS)) {
            assertThat(pictures(engine, "neon")).hasSize(3);
            assertThat(render(engine, List.of(new SourceFrame(0, 0, null, Style.of(""))))
                            .frames())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            RenderedFrame.Failed.class,
                            failed -> assertThat(failed.message()).contains("cannot make one from a prompt alone"));
        }
    }

    @Test
    void twoTextEncodersAreJoinedAndThePooledEmbeddingTold() throws IOException {
        try (DiffusionEngine engine = open(TinyModel.usual().withSdxl(), BatchPolicy.CONTINUOUS)) {
            List<Picture> neon = pictures(engine, "neon");
            assertThat(difference(neon, pictures(engine, "neon"))).isZero();
            assertThat(difference(neon, pictures(engine, "oil painting"))).isGreaterThan(0);
        }
    }

    @Test
    void halfPrecisionIsToldByTheWeights() throws IOException {
        Path half = TinyModel.usual().withFloats(OnnxWriter.FLOAT16).withSdxl().write(folder.resolve("half"));
        Path single = TinyModel.usual().write(folder.resolve("single"));
        assertThat(ModelFolder.open(half).unetModel().halfPrecision()).isTrue();
        assertThat(ModelFolder.open(single).unetModel().halfPrecision()).isFalse();
        try (DiffusionEngine engine = Engines.open(config(half))) {
            assertThat(pictures(engine, "neon")).hasSize(3);
        }
    }

    @Test
    void aGraphForOnePictureSizeIsRefused() throws IOException {
        Path model = TinyModel.usual().write(folder.resolve("fixed"));
        TinyModel.graph(
                model.resolve("unet"),
                new OnnxWriter()
                        .input("sample", OnnxWriter.FLOAT, -1, 4, 8, 8)
                        .input("timestep", OnnxWriter.INT64, -1)
                        .input("encoder_hidden_states", OnnxWriter.FLOAT, -1, -1, 8)
                        .output("out_sample", OnnxWriter.FLOAT, -1, 4, 8, 8)
                        .node("Identity", "out_sample", "sample"));
        assertThatThrownBy(() -> Engines.open(config(model)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("expected a sample of any height and width")
                .hasMessageContaining("found inputs [sample float[?, 4, 8, 8]");
    }

    @Test
    void aPictureCanBeMadeFromAPromptAloneAndDiffersFromFrameToFrame() throws IOException {
        try (DiffusionEngine engine = open(TinyModel.usual(), BatchPolicy.CONTINUOUS)) {
            List<SourceFrame> frames = List.of(
                    new SourceFrame(0, 0, null, Style.of("neon")),
                    new SourceFrame(1, 40_000, null, Style.of("neon")),
                    new SourceFrame(0, 0, null, Style.of("neon")));
            List<Picture> made = styled(render(engine, frames));
            assertThat(made.get(0).width()).isEqualTo(SIDE);
            assertThat(made.get(0).rgb()).isEqualTo(made.get(2).rgb());
            assertThat(made.get(0).rgb()).isNotEqualTo(made.get(1).rgb());
        }
    }

    @Test
    void aPictureIsMadeAtTheSizeAskedFor() throws IOException {
        try (DiffusionEngine engine = open(TinyModel.usual(), BatchPolicy.CONTINUOUS)) {
            assertThat(engine.description().textToImage()).isTrue();
            List<Picture> made = styled(render(
                    engine,
                    List.of(
                            SourceFrame.made(0, 0, 2 * SIDE, SIDE, Style.of("neon")),
                            SourceFrame.made(1, 40_000, 2 * SIDE, SIDE, Style.of("neon")))));
            assertThat(made).extracting(Picture::width).containsExactly(2 * SIDE, 2 * SIDE);
            assertThat(made).extracting(Picture::height).containsExactly(SIDE, SIDE);
            assertThat(made.get(0).rgb()).isNotEqualTo(made.get(1).rgb());
        }
    }

    @Test
    void anUnsafeFrameIsWithheldAndTheLastFrameIsJudgedToo() throws IOException {
        TinyModel model = TinyModel.usual().withSafety();
        List<Boolean> unsafe = new ArrayList<>();
        try (DiffusionEngine engine = open(model, BatchPolicy.CONTINUOUS)) {
            for (Picture picture : pictures(engine, "neon")) {
                unsafe.add(isBright(picture));
            }
        }
        List<RenderedFrame> held = guarded(UnsafeFrames.HELD);
        List<RenderedFrame> black = guarded(UnsafeFrames.BLACK);
        assertThat(unsafe).contains(true);
        for (int i = 0; i < unsafe.size(); i++) {
            assertThat(held.get(i) instanceof RenderedFrame.Failed failed
                            && failed.reason().equals("unsafe"))
                    .isEqualTo(unsafe.get(i));
            Picture shown = ((RenderedFrame.Styled) black.get(i)).picture();
            assertThat(isBlack(shown)).isEqualTo(unsafe.get(i));
        }
    }

    @Test
    void framesCannotBeCheckedWithoutAChecker() throws IOException {
        Path model = TinyModel.usual().write(folder.resolve("unchecked"));
        assertThatThrownBy(() -> Engines.open(config(model).withUnsafeFrames(UnsafeFrames.HELD)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("safety_checker/model.onnx");
    }

    @Test
    void aGraphThatDoesNotFitIsRefusedWithWhatWasExpectedAndFound() throws IOException {
        Path model = TinyModel.usual().write(folder.resolve("swapped"));
        Files.copy(
                model.resolve("vae_decoder/model.onnx"),
                model.resolve("unet/model.onnx"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Engines.open(config(model)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("expected one input of rank 3 (encoder_hidden_states)")
                .hasMessageContaining("found inputs [latent_sample float[?, 4, ?, ?]]")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileThatIsNoModelIsRefusedOnOneLine() throws IOException {
        Path model = TinyModel.usual().write(folder.resolve("damaged"));
        byte[] graph = Files.readAllBytes(model.resolve("unet/model.onnx"));
        Files.write(model.resolve("unet/model.onnx"), Arrays.copyOf(graph, graph.length / 2));
        assertThatThrownBy(() -> Engines.open(config(model)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("unet/model.onnx")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFolderMayBeInsideOfAnArchive() throws IOException {
        Path model = TinyModel.usual().write(folder.resolve("zipped"));
        URI archive = URI.create("jar:" + folder.resolve("models.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"));
                Stream<Path> files = Files.walk(model)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path inside = zip.getPath("model", model.relativize(file).toString());
                Files.createDirectories(inside.getParent());
                Files.copy(file, inside);
            }
        }
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of());
                DiffusionEngine engine = Engines.open(config(zip.getPath("model")))) {
            assertThat(pictures(engine, "neon")).hasSize(3);
        }
    }

    /** Under every policy. */
    private void assertSamePictures(TinyModel model, int most) throws IOException {
        List<Picture> usual;
        try (DiffusionEngine engine = open(TinyModel.usual(), BatchPolicy.SEQUENTIAL)) {
            usual = pictures(engine, "neon");
        }
        for (BatchPolicy policy : BatchPolicy.values()) {
            try (DiffusionEngine engine = open(model, policy)) {
                assertThat(difference(usual, pictures(engine, "neon")))
                        .as(policy.label())
                        .isLessThanOrEqualTo(most);
            }
        }
    }

    private List<RenderedFrame> guarded(UnsafeFrames action) throws IOException {
        Path model = TinyModel.usual().withSafety().write(folder.resolve(action.label()));
        try (DiffusionEngine engine = Engines.open(config(model).withUnsafeFrames(action))) {
            return render(engine, frames("neon")).frames();
        }
    }

    private DiffusionEngine open(TinyModel model, BatchPolicy policy) throws IOException {
        Path written = model.write(folder.resolve("model-" + System.nanoTime()));
        return Engines.open(config(written).withPolicy(policy));
    }

    private static EngineConfig config(Path model) {
        return EngineConfig.of(model).withDevice("cpu");
    }

    private static List<Picture> pictures(DiffusionEngine engine, String prompt) {
        return styled(render(engine, frames(prompt)));
    }

    private static List<SourceFrame> frames(String prompt) {
        List<SourceFrame> frames = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            frames.add(new SourceFrame(i, i * 40_000L, picture(i), Style.of(prompt)));
        }
        return frames;
    }

    private static @Nullable Picture picture(int seed) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        new Random(seed).nextBytes(rgb);
        return new Picture(SIDE, SIDE, rgb);
    }

    private static RenderResult render(DiffusionEngine engine, List<SourceFrame> frames) {
        return engine.render(new RenderRequest("s", frames, Continuity.NONE, Long.MAX_VALUE))
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    private static List<Picture> styled(RenderResult result) {
        assertThat(result.frames()).allMatch(RenderedFrame.Styled.class::isInstance);
        return result.frames().stream()
                .map(frame -> ((RenderedFrame.Styled) frame).picture())
                .toList();
    }

    private static int difference(List<Picture> one, List<Picture> other) {
        int most = 0;
        for (int i = 0; i < one.size(); i++) {
            for (int p = 0; p < one.get(i).rgb().length; p++) {
                int difference = (one.get(i).rgb()[p] & 0xff) - (other.get(i).rgb()[p] & 0xff);
                most = Math.max(most, Math.abs(difference));
            }
        }
        return most;
    }

    private static boolean isBright(Picture picture) {
        float[] planes = ClipPicture.planes(picture);
        double sum = 0;
        for (float value : planes) {
            sum += value;
        }
        return sum > 0;
    }

    private static boolean isBlack(Picture picture) {
        for (byte value : picture.rgb()) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
