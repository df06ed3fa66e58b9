package dev.brushcast.engine.tools.verify.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.video.model.CodecMemory;
import dev.brushcast.engine.video.model.VideoEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graphs of recorded runs, as they are named beside those. */
class VideoGraphsTest {

    private static final int SIDE = 64;
    private static final int SCALE = 8;
    private static final int CHANNELS = 192; // the built-in model's; the reference's autoencoder has 16

    @Test
    void anEncoderMakesLatentsOfItsOwnNumberOfChannels(@TempDir Path models) throws IOException {
        Path encoder = BuiltInModel.VIDEO.folder().resolve("vae_encoder");
        Files.copy(encoder.resolve("first.onnx"), models.resolve("vae_enc_first.onnx"));
        Files.copy(encoder.resolve("step.onnx"), models.resolve("vae_enc_step.onnx"));
        Files.copy(encoder.resolve("weights.bin"), models.resolve("weights.bin"));
        float[] frame = new float[3 * SIDE * SIDE];
        int values = CHANNELS * (SIDE / SCALE) * (SIDE / SCALE);

        try (VideoGraphs graphs = new VideoGraphs("cpu")) {
            VideoEncoder opened = graphs.encoder(models);
            try (CodecMemory memory = opened.open()) {
                assertThat(opened.encode(memory, List.of(frame), SIDE, SIDE)).hasSize(values);
                assertThat(opened.encode(memory, Collections.nCopies(4, frame), SIDE, SIDE))
                        .hasSize(values);
            }
        }
    }
}
