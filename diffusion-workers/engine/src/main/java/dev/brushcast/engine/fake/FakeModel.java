package dev.brushcast.engine.fake;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.batch.BatchCurve;
import dev.brushcast.engine.folder.BetaSchedule;
import dev.brushcast.engine.folder.KnownStyles;
import dev.brushcast.engine.folder.PredictionType;
import dev.brushcast.engine.folder.SchedulerConfig;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.Denoiser;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.LatentDecoder;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.model.PictureEncoder;
import dev.brushcast.engine.model.PictureGeometry;
import dev.brushcast.engine.model.PromptShape;
import dev.brushcast.engine.model.TextEncoder;
import dev.brushcast.engine.model.UnetTraits;
import dev.brushcast.engine.text.PromptWeights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** No model at all: takes its time and turns pictures into their negatives, whatever the prompt. */
final class FakeModel {

    static final String NAME = "fake (no model: negatives)";
    private static final PictureSize SIZE = new PictureSize(512, 512);
    private static final int MULTIPLE = 8;

    private FakeModel() {}

    static DiffusionModel of(FakeSpeed speed, Pause pause) {
        ModelDescription description = new ModelDescription(
                NAME,
                "",
                "none",
                new PictureGeometry(MULTIPLE, SIZE, 3, 1),
                new PromptShape(1, 1, 0),
                new UnetTraits(true, false, true),
                new SchedulerConfig(
                        "LCMScheduler",
                        1000,
                        0.00085,
                        0.012,
                        BetaSchedule.SCALED_LINEAR,
                        null,
                        PredictionType.SAMPLE,
                        50,
                        10,
                        "leading",
                        0,
                        true,
                        false),
                KnownStyles.ANY,
                List.of());
        return new DiffusionModel(
                description,
                new Text(),
                new Encoder(speed, pause),
                new Unet(speed, speed.curve(), pause),
                new Decoder(speed, pause),
                null);
    }

    private static int pixels(LatentShape shape) {
        return shape.width() * shape.height();
    }

    private record Text() implements TextEncoder {

        @Override
        public Conditioning encode(PromptWeights prompt) {
            return new Conditioning(new float[1], null);
        }

        @Override
        public String cutOff(PromptWeights prompt) {
            return "";
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** A latent is the picture itself. */
    private record Encoder(FakeSpeed speed, Pause pause) implements PictureEncoder {

        @Override
        public List<float[]> encode(PictureSize size, List<float[]> pictures, List<float @Nullable []> posteriorNoise) {
            pause.pass((long) (speed.encode().toNanos() * pictures.size() * speed.longer(size.pixels())));
            return pictures.stream().map(float[]::clone).toList();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** Predicts the clean latent itself: the negative of the picture that it is told. */
    private record Unet(FakeSpeed speed, BatchCurve curve, Pause pause) implements Denoiser {

        @Override
        public void predict(List<DenoiseRow> rows, int batch) {
            pause.pass((long)
                    (curve.nanos(batch) * speed.longer(pixels(rows.getFirst().shape()))));
            for (DenoiseRow row : rows) {
                float[] picture = row.pictureLatent();
                for (int i = 0; picture != null && i < picture.length; i++) {
                    row.prediction()[i] = -picture[i];
                }
            }
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private record Decoder(FakeSpeed speed, Pause pause) implements LatentDecoder {

        @Override
        public void decode(LatentShape shape, List<float[]> latents, List<float[]> pictures) {
            pause.pass((long) (speed.decode().toNanos() * latents.size() * speed.longer(pixels(shape))));
            for (int i = 0; i < latents.size(); i++) {
                System.arraycopy(latents.get(i), 0, pictures.get(i), 0, shape.size());
            }
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
