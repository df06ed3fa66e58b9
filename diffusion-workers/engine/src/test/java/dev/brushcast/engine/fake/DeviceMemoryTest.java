package dev.brushcast.engine.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DeviceMemoryException;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device whose memory becomes too small while it is in use, as where something else begins to run on it. */
class DeviceMemoryTest {

    private static final int SIDE = 16;
    private static final int FRAMES = 8;

    /** Of a call, however much it is given: batches pay. */
    private static final long CALL_NANOS = 5_000_000;

    /** How many fit at once from now on. */
    private final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);

    /** How many calls were refused. */
    private final AtomicInteger refused = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"picture encoder", "UNet", "decoder"})
    void whatDoesNotFitAtOnceIsRenderedInSmallerBatches(String network) {
        try (DiffusionEngine engine = open(network)) {
            assertThat(render(engine)).hasOnlyElementsOfType(RenderedFrame.Styled.class);
            room.set(2);
            refused.set(0);

            assertThat(render(engine)).hasSize(FRAMES).hasOnlyElementsOfType(RenderedFrame.Styled.class);
            assertThat(refused).as("to find out").hasPositiveValue();
            refused.set(0);
            assertThat(render(engine)).hasOnlyElementsOfType(RenderedFrame.Styled.class);
            assertThat(refused).as("what is known is not tried with each frame").hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"picture encoder", "UNet", "decoder"})
    void aFrameThatDoesNotFitByItselfIsSaidToHaveNoRoomAndOthersAreRenderedOnceThereIs(String network) {
        try (DiffusionEngine engine = open(network)) {
            room.set(0);
            assertThat(render(engine))
                    .hasSize(FRAMES)
                    .allSatisfy(frame -> assertThat(frame)
                            .isInstanceOfSatisfying(
                                    RenderedFrame.NoRoom.class,
                                    none -> assertThat(none.message()).contains("Failed to allocate memory")));
            room.set(Integer.MAX_VALUE);
            assertThat(render(engine)).hasOnlyElementsOfType(RenderedFrame.Styled.class);
        }
    }

    @Test
    void framesAreWhatTheyAreWithRoomForAll() {
        try (DiffusionEngine engine = open("UNet")) {
            List<RenderedFrame> whole = render(engine);
            room.set(1);
            List<RenderedFrame> one = render(engine);
            for (int i = 0; i < FRAMES; i++) {
                assertThat(rgb(one.get(i))).isEqualTo(rgb(whole.get(i)));
            }
        }
    }

    private static byte[] rgb(RenderedFrame frame) {
        return ((RenderedFrame.Styled) frame).picture().rgb();
    }

    private static List<RenderedFrame> render(DiffusionEngine engine) {
        RenderResult result = engine.open("s")
                .render(new RenderRequest(frames(), Continuity.NONE, Long.MAX_VALUE))
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        return result.frames();
    }

    private static List<SourceFrame> frames() {
        return IntStream.range(0, FRAMES)
                .mapToObj(i -> {
                    byte[] rgb = new byte[3 * SIDE * SIDE];
                    Arrays.fill(rgb, (byte) (10 * i));
                    return new SourceFrame(i, i * 40_000L, new Picture(SIDE, SIDE, rgb), Style.of(""));
                })
                .toList();
    }

    private DiffusionEngine open(String network) {
        DiffusionModel good = FakeModel.of(FakeSpeed.linear(Duration.ofMillis(20), Duration.ofMillis(1)), _ -> {});
        DiffusionModel tight = new DiffusionModel(
                good.description(),
                good.text(),
                network.equals("picture encoder") ? new TightEncoder(good.encoder()) : good.encoder(),
                network.equals("UNet") ? new TightDenoiser(good.denoiser()) : good.denoiser(),
                network.equals("decoder") ? new TightDecoder(good.decoder()) : good.decoder(),
                null);
        EngineConfig config = EngineConfig.of(Path.of("none")).withPictureSizes(List.of(new PictureSize(SIDE, SIDE)));
        return new PipelinedEngine(tight, config, new SeededNoise(), Draws.SEEDED);
    }

    private void require(int at) {
        LockSupport.parkNanos(CALL_NANOS);
        if (at > room.get()) {
            refused.incrementAndGet();
            throw new DeviceMemoryException(
                    "graph: Failed to allocate memory for requested buffer of size 1", new IllegalStateException());
        }
    }

    private final class TightEncoder implements PictureEncoder {

        private final PictureEncoder encoder;

        TightEncoder(PictureEncoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public List<float[]> encode(PictureSize size, List<float[]> pictures, List<float @Nullable []> posteriorNoise) {
            require(pictures.size());
            return encoder.encode(size, pictures, posteriorNoise);
        }

        @Override
        public void close() {
            encoder.close();
        }
    }

    private final class TightDenoiser implements Denoiser {

        private final Denoiser denoiser;

        TightDenoiser(Denoiser denoiser) {
            this.denoiser = denoiser;
        }

        @Override
        public void predict(List<DenoiseRow> rows, int batch) {
            require(rows.size());
            denoiser.predict(rows, batch);
        }

        @Override
        public void close() {
            denoiser.close();
        }
    }

    private final class TightDecoder implements LatentDecoder {

        private final LatentDecoder decoder;

        TightDecoder(LatentDecoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public void decode(LatentShape shape, List<float[]> latents, List<float[]> pictures) {
            require(latents.size());
            decoder.decode(shape, latents, pictures);
        }

        @Override
        public void close() {
            decoder.close();
        }
    }
}
