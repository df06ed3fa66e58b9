package dev.brushcast.engine.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.Denoiser;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.LatentDecoder;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.PictureEncoder;
import dev.brushcast.engine.noise.Draws;
import dev.brushcast.engine.noise.SeededNoise;
import dev.brushcast.engine.pipeline.PipelinedEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a broken network puts out is not shown as a black picture, and breaks no frame beside it. */
class NotFiniteTest {

    private static final int SIDE = 16;

    /** The grey of the picture that the network breaks on. */
    private static final int POISON = 200;

    @ParameterizedTest
    @CsvSource({
        "picture encoder, NaN",
        "UNet, NaN",
        "UNet, Infinity",
        "UNet, -Infinity",
        "decoder, NaN",
        "decoder, Infinity"
    })
    void aFrameWithoutNumbersIsHeldWithItsReason(String network, float value) {
        try (DiffusionEngine engine = open(network, value)) {
            RenderResult result = engine.open("s")
                    .render(new RenderRequest(frames(), Continuity.NONE, Long.MAX_VALUE))
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();

            assertThat(result.frames().get(0)).isInstanceOf(RenderedFrame.Styled.class);
            assertThat(result.frames().get(1)).isInstanceOfSatisfying(RenderedFrame.Failed.class, failed -> {
                assertThat(failed.reason()).isEqualTo("not-finite");
                assertThat(failed.message()).contains("the model's " + network + " puts out NaN or infinity");
            });
            assertThat(result.frames().get(2)).isInstanceOf(RenderedFrame.Styled.class);
            assertThat(result.continuity().referenceFrame()).isEqualTo(2);
        }
    }

    private static DiffusionEngine open(String network, float value) {
        DiffusionModel good = FakeModel.of(FakeSpeed.linear(Duration.ZERO, Duration.ofMillis(1)), _ -> {});
        DiffusionModel bad = new DiffusionModel(
                good.description(),
                good.text(),
                network.equals("picture encoder") ? new BadEncoder(good.encoder(), value) : good.encoder(),
                network.equals("UNet") ? new BadDenoiser(good.denoiser(), value) : good.denoiser(),
                network.equals("decoder") ? new BadDecoder(good.decoder(), value) : good.decoder(),
                null);
        EngineConfig config = EngineConfig.of(Path.of("none")).withPictureSizes(List.of(new PictureSize(SIDE, SIDE)));
        return new PipelinedEngine(bad, config, new SeededNoise(), Draws.SEEDED);
    }

    private static List<SourceFrame> frames() {
        return IntStream.range(0, 3)
                .mapToObj(i -> {
                    byte[] rgb = new byte[3 * SIDE * SIDE];
                    Arrays.fill(rgb, (byte) (i == 1 ? POISON : 100 + i));
                    return new SourceFrame(i, i * 40_000L, new Picture(SIDE, SIDE, rgb), Style.of(""));
                })
                .toList();
    }

    private static boolean poisoned(float value) {
        return Math.abs(Math.abs(value) - (POISON / 127.5f - 1)) < 1e-3;
    }

    private record BadEncoder(PictureEncoder encoder, float value) implements PictureEncoder {

        @Override
        public List<float[]> encode(PictureSize size, List<float[]> pictures, List<float @Nullable []> posteriorNoise) {
            List<float[]> latents = encoder.encode(size, pictures, posteriorNoise);
            latents.stream().filter(latent -> poisoned(latent[0])).forEach(latent -> latent[latent.length - 1] = value);
            return latents;
        }

        @Override
        public void close() {
            encoder.close();
        }
    }

    private record BadDenoiser(Denoiser denoiser, float value) implements Denoiser {

        @Override
        public void predict(List<DenoiseRow> rows, int batch) {
            denoiser.predict(rows, batch);
            for (DenoiseRow row : rows) {
                if (poisoned(row.prediction()[0])) {
                    row.prediction()[5] = value;
                }
            }
        }

        @Override
        public void close() {
            denoiser.close();
        }
    }

    private record BadDecoder(LatentDecoder decoder, float value) implements LatentDecoder {

        @Override
        public void decode(LatentShape shape, List<float[]> latents, List<float[]> pictures) {
            decoder.decode(shape, latents, pictures);
            pictures.stream().filter(picture -> poisoned(picture[0])).forEach(picture -> picture[6] = value);
        }

        @Override
        public void close() {
            decoder.close();
        }
    }
}
