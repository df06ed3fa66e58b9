package dev.brushcast.engine.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.batch.BatchLoop;
import dev.brushcast.engine.batch.FixedBatchSize;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.batch.SequentialPlanner;
import dev.brushcast.engine.denoise.DenoisingFrame;
import dev.brushcast.engine.denoise.DenoisingFrame.PromptPair;
import dev.brushcast.engine.denoise.FrameStarter;
import dev.brushcast.engine.denoise.UnetCalls;
import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.noise.FrameKey;
import dev.brushcast.engine.noise.NoiseSource;
import dev.brushcast.engine.onnx.image.OrtModel;
import dev.brushcast.engine.schedule.LcmSchedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in model through the engine's own classes, against what PyTorch made of it. */
class GoldenPicturesTest {

    private static final PictureSize SIZE = new PictureSize(128, 128);
    private static final LatentShape SHAPE = new LatentShape(48, 32, 32);
    private static DiffusionModel model;
    private static JsonNode golden;

    @BeforeAll
    static void load() throws IOException {
        model = OrtModel.load(ModelFolder.open(BuiltInModel.IMAGE.folder()), "cpu", 0);
        golden = new ObjectMapper().readTree(file("img2img.json").toFile());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oil_2step", "ukiyo_2step_guided", "pencil_1step", "photo_1step", "comic_half_2step"})
    void paintsAsTheReferenceDid(String name) {
        JsonNode run = run(name);
        float[] latent =
                model.encoder().encode(SIZE, List.of(picture()), List.of()).getFirst();
        PromptPair prompts = new PromptPair(
                model.text().encodePlain(run.get("prompt").asText()),
                model.text().encodePlain(""));
        FrameStarter starter = new FrameStarter(
                new LcmSchedule(model.description().scheduler()), new RecordedStart(Npy.read(file("noise.npy"))), true);
        DenoisingFrame frame = starter.start(
                new FrameKey("golden", 0, 0),
                style(run),
                new FrameTicket("golden", Long.MAX_VALUE, 0, 0, new AtomicInteger()),
                prompts,
                SHAPE,
                latent);
        BatchLoop<DenoisingFrame> loop =
                new BatchLoop<>(new SequentialPlanner(), new UnetCalls(new FixedBatchSize(2), model.denoiser()));
        loop.admit(frame);
        while (!loop.inFlight().isEmpty()) {
            loop.advance(loop.plan());
        }
        float[] painted = new float[model.description().geometry().planesOf(SHAPE)];
        model.decoder().decode(SHAPE, List.of(frame.latent()), List.of(painted));
        assertClose(painted, Npy.read(file(run.get("expected").asText())).values(), 2e-3f);
    }

    @Test
    void encodesTextAsTheReferenceDid() throws IOException {
        JsonNode texts = new ObjectMapper().readTree(file("tokenizer.json").toFile());
        Npy states = Npy.read(file("text_encoder.npy"));
        for (int i = 0; i < texts.size(); i++) {
            assertClose(
                    model.text().encodePlain(texts.get(i).get("text").asText()).states(), states.row(i), 1e-4f);
        }
    }

    private static float[] picture() {
        float[] interleaved = Npy.read(file("picture.npy")).values();
        float[] planes = new float[interleaved.length];
        for (int i = 0; i < SIZE.pixels(); i++) {
            for (int c = 0; c < 3; c++) {
                planes[c * SIZE.pixels() + i] = interleaved[3 * i + c] / 127.5f - 1;
            }
        }
        return planes;
    }

    private static Style style(JsonNode run) {
        List<Integer> indices = new ArrayList<>();
        run.get("t_index_list").forEach(index -> indices.add(index.asInt()));
        Style plain = Style.of(run.get("prompt").asText());
        return plain.withSteps(Style.Steps.at(indices))
                .withGuidance(new Guidance(
                        GuidanceKind.FULL, run.get("guidance_scale").asDouble(), 1));
    }

    private static JsonNode run(String name) {
        for (JsonNode run : golden.get("runs")) {
            if (run.get("name").asText().equals(name)) {
                return run;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static void assertClose(float[] got, float[] want, float tolerance) {
        assertThat(got).hasSameSizeAs(want);
        float worst = 0;
        for (int i = 0; i < got.length; i++) {
            worst = Math.max(worst, Math.abs(got[i] - want[i]));
        }
        assertThat(worst).isLessThanOrEqualTo(tolerance);
    }

    private static Path file(String name) {
        return Recorded.file("golden").resolve(name);
    }

    private record RecordedStart(Npy noise) implements NoiseSource {

        @Override
        public float[] step(FrameKey frame, Style style, int step, LatentShape shape) {
            return noise.row(step);
        }

        @Override
        public float[] start(FrameKey frame, Style style, LatentShape shape) {
            throw new UnsupportedOperationException("every golden picture starts from a picture");
        }

        @Override
        public float @Nullable [] posterior(FrameKey frame, LatentShape shape) {
            return null;
        }
    }
}
