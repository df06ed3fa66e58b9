package dev.brushcast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.Style.Blend;
import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.Style.WeightedPrompt;
import dev.brushcast.engine.assembly.Engines;
import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.onnx.image.OrtModel;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random mixtures of streams, styles, guidances and steps: a stream's frames are the same whatever shares their batches. */
class RowIndependenceTest {

    private static final int SIDE = 32;
    private static final int STREAMS = 6;

    @ParameterizedTest
    @EnumSource(value = BatchPolicy.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void aStreamsFramesAreTheSameToTheBitWhateverSharesTheirBatches(BatchPolicy policy) throws Exception {
        try (DiffusionEngine engine = open(policy, 4)) {
            Map<String, List<SourceFrame>> streams = streams(new Random(11));
            Map<String, RenderResult> together = together(engine, streams);
            streams.forEach((stream, frames) -> assertSame(
                    of(together, stream), render(engine, stream, frames).join(), 0));
        }
    }

    @Test
    void policiesAgree() throws Exception {
        Map<String, List<SourceFrame>> streams = streams(new Random(12));
        Map<String, RenderResult> wanted;
        try (DiffusionEngine engine = open(BatchPolicy.SEQUENTIAL, 0)) {
            wanted = together(engine, streams);
        }
        for (BatchPolicy policy : List.of(BatchPolicy.STREAM_BATCH, BatchPolicy.CONTINUOUS)) {
            try (DiffusionEngine engine = open(policy, 0)) {
                // A difference of 1e-5 may still tip a value over to the next of 255 steps.
                together(engine, streams).forEach((stream, result) -> assertSame(of(wanted, stream), result, 1));
            }
        }
    }

    /** Requests have two to five frames of one to four steps: some end with a part of a frame buffer. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aFrameBufferChangesNoFrame(int frames) throws Exception {
        Map<String, List<SourceFrame>> streams = streams(new Random(13));
        Map<String, RenderResult> wanted;
        try (DiffusionEngine engine = open(BatchPolicy.SEQUENTIAL, 0)) {
            wanted = together(engine, streams);
        }
        try (DiffusionEngine engine =
                Engines.open(config(BatchPolicy.STREAM_BATCH, 0).withFrameBuffer(frames))) {
            together(engine, streams).forEach((stream, result) -> assertSame(of(wanted, stream), result, 1));
        }
    }

    /** The last digits may depend on the size of a batch, no more. */
    @Test
    void bucketsAgreeToOnePartInAHundredThousand() throws Exception {
        try (DiffusionModel model = OrtModel.load(ModelFolder.open(model()), "cpu", 0)) {
            ModelDescription of = model.description();
            LatentShape shape = of.geometry().latentOf(new PictureSize(SIDE, SIDE));
            Random random = new Random(14);
            DenoiseRow row = row(of, shape, random);
            model.denoiser().predict(List.of(row), 1);
            for (int bucket : List.of(2, 4, 8, 16)) {
                List<DenoiseRow> rows = new ArrayList<>();
                for (int i = 1; i < bucket; i++) {
                    rows.add(row(of, shape, random));
                }
                DenoiseRow again = new DenoiseRow(
                        shape,
                        row.latent(),
                        null,
                        row.timestep(),
                        row.conditioning(),
                        row.guidanceScale(),
                        new float[shape.size()]);
                rows.add(random.nextInt(bucket), again);
                model.denoiser().predict(rows, bucket);
                assertThat(relativeError(row.prediction(), again.prediction())).isLessThan(1e-5);
            }
        }
    }

    private static DenoiseRow row(ModelDescription model, LatentShape shape, Random random) {
        return new DenoiseRow(
                shape,
                normal(random, shape.size()),
                null,
                random.nextInt(1000),
                new Conditioning(
                        normal(random, model.prompt().tokens() * model.prompt().contextWidth()), null),
                1,
                new float[shape.size()]);
    }

    private static float[] normal(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double relativeError(float[] wanted, float[] found) {
        double largest = 0;
        double error = 0;
        for (int i = 0; i < wanted.length; i++) {
            largest = Math.max(largest, Math.abs(wanted[i]));
            error = Math.max(error, Math.abs(wanted[i] - found[i]));
        }
        return error / largest;
    }

    @ParameterizedTest
    @EnumSource(value = BatchPolicy.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void afterAPromptChangeAFrameIsAsIfItsStreamHadNeverHadAnother(BatchPolicy policy) throws Exception {
        Random random = new Random(15);
        try (DiffusionEngine engine = open(policy, 4)) {
            for (GuidanceKind kind : GuidanceKind.values()) {
                Style before = guided("an oil painting", kind);
                Style after = guided("neon lights", kind);
                List<SourceFrame> changing = new ArrayList<>();
                List<SourceFrame> constant = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    Picture picture = picture(random);
                    changing.add(new SourceFrame(i, 1000L * i, picture, i < 3 ? before : after));
                    constant.add(new SourceFrame(i, 1000L * i, picture, after));
                }
                assertSame(
                        tail(render(engine, "s", constant).join()),
                        tail(render(engine, "s", changing).join()),
                        0);
            }
        }
    }

    private static RenderResult tail(RenderResult result) {
        return new RenderResult(result.results().subList(3, 6), result.continuity());
    }

    private static Style guided(String prompt, GuidanceKind kind) {
        Style plain = Style.of(prompt);
        return plain.withPrompts(plain.prompts().withNegative("blurry"))
                .withSteps(Style.Steps.at(List.of(18, 26, 35, 45)))
                .withGuidance(kind == GuidanceKind.NONE ? Guidance.OFF : new Guidance(kind, 1.3, 0.7));
    }

    private static Map<String, List<SourceFrame>> streams(Random random) {
        Map<String, List<SourceFrame>> streams = new HashMap<>();
        for (int s = 0; s < STREAMS; s++) {
            List<SourceFrame> frames = new ArrayList<>();
            Style style = style(random);
            for (int i = 0; i < 2 + random.nextInt(4); i++) {
                // Styles change in the middle of a stream, too.
                style = random.nextInt(3) == 0 ? style(random) : style;
                frames.add(new SourceFrame(i, 1000L * i, picture(random), style));
            }
            streams.put("stream-" + s, frames);
        }
        return streams;
    }

    private static Style style(Random random) {
        List<List<Integer>> steps = List.of(List.of(32), List.of(35, 45), List.of(18, 26, 35, 45));
        GuidanceKind kind = List.of(GuidanceKind.values()).get(random.nextInt(4));
        List<WeightedPrompt> prompts =
                List.of(new WeightedPrompt("an oil painting", 1 + random.nextInt(3)), new WeightedPrompt("neon", 1));
        return new Style(
                random.nextInt(1000),
                new Style.Prompts(
                        random.nextBoolean() ? prompts : prompts.subList(0, 1),
                        random.nextBoolean() ? Blend.LINEAR : Blend.SLERP,
                        "blurry"),
                Style.Seeds.of(random.nextInt(3)),
                Style.Steps.at(steps.get(random.nextInt(3))).withNoise(random.nextBoolean()),
                kind == GuidanceKind.NONE ? Guidance.OFF : new Guidance(kind, 1.2 + random.nextInt(3) * 0.1, 0.7),
                null);
    }

    private static Picture picture(Random random) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        random.nextBytes(rgb);
        return new Picture(SIDE, SIDE, rgb);
    }

    private static Map<String, RenderResult> together(DiffusionEngine engine, Map<String, List<SourceFrame>> streams) {
        Map<String, CompletableFuture<RenderResult>> running = new HashMap<>();
        streams.forEach((stream, frames) -> running.put(stream, render(engine, stream, frames)));
        Map<String, RenderResult> results = new HashMap<>();
        running.forEach((stream, result) -> results.put(stream, result.join()));
        return results;
    }

    private static CompletableFuture<RenderResult> render(
            DiffusionEngine engine, String stream, List<SourceFrame> frames) {
        return engine.open(stream)
                .render(new RenderRequest(frames, Continuity.NONE, Long.MAX_VALUE))
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES);
    }

    private static RenderResult of(Map<String, RenderResult> results, String stream) {
        return Objects.requireNonNull(results.get(stream));
    }

    private static void assertSame(RenderResult wanted, RenderResult found, int most) {
        assertThat(found.frames()).hasSameSizeAs(wanted.frames());
        for (int i = 0; i < wanted.frames().size(); i++) {
            byte[] one =
                    ((RenderedFrame.Styled) wanted.frames().get(i)).picture().rgb();
            byte[] other =
                    ((RenderedFrame.Styled) found.frames().get(i)).picture().rgb();
            if (most == 0) {
                assertThat(Arrays.equals(one, other)).isTrue();
            }
            for (int p = 0; p < one.length; p++) {
                assertThat(Math.abs((one[p] & 0xff) - (other[p] & 0xff))).isLessThanOrEqualTo(most);
            }
        }
    }

    private static Path model() throws URISyntaxException {
        return Path.of(RowIndependenceTest.class
                .getResource("/vectors/models/tiny-sd15-taesd")
                .toURI());
    }

    private static DiffusionEngine open(BatchPolicy policy, int fixedBatch) throws URISyntaxException {
        return Engines.open(config(policy, fixedBatch));
    }

    private static EngineConfig config(BatchPolicy policy, int fixedBatch) throws URISyntaxException {
        return EngineConfig.of(model())
                .withDevice("cpu")
                .withPolicy(policy)
                .withFixedBatch(fixedBatch)
                .withPictureSizes(List.of(new PictureSize(SIDE, SIDE)));
    }
}
