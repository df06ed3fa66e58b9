package dev.brushcast.engine.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.assembly.Engines;
import dev.brushcast.engine.folder.ModelFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Model folders as different exporters write them. */
class ModelLayoutsTest extends OnTinyModel {

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
        for (BatchPolicy policy : BatchPolicy.OF_FRAMES) {
            try (DiffusionEngine engine = open(model, policy)) {
                assertThat(difference(usual, pictures(engine, "neon")))
                        .as(policy.label())
                        .isLessThanOrEqualTo(most);
            }
        }
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

    @Test
    void encodedPromptsTakeATextEncodersPlace() throws IOException {
        Path model = TinyModel.usual().withSdxl().write(folder.resolve("model"));
        Path prompts = folder.resolve("prompts");
        List<Picture> alone;
        try (DiffusionEngine engine = Engines.open(config(model))) {
            alone = pictures(engine, "ink");
        }
        for (int worker = 0; worker < 2; worker++) {
            try (DiffusionEngine engine = Engines.open(config(model).withPromptCache(prompts))) {
                assertThat(pictures(engine, "ink")).usingRecursiveComparison().isEqualTo(alone);
            }
            Files.deleteIfExists(model.resolve("text_encoder/model.onnx"));
            Files.deleteIfExists(model.resolve("text_encoder_2/model.onnx"));
        }
    }
}
