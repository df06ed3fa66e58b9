package dev.brushcast.engine.tools.verify.video;

import dev.brushcast.engine.folder.ModelFile;
import dev.brushcast.engine.onnx.device.DeviceChoice;
import dev.brushcast.engine.onnx.session.GraphLoader;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.video.OrtCausalTransformer;
import dev.brushcast.engine.onnx.video.OrtTinyDecoder;
import dev.brushcast.engine.onnx.video.OrtVideoDecoder;
import dev.brushcast.engine.onnx.video.OrtVideoEncoder;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.VideoDecoder;
import dev.brushcast.engine.video.model.VideoEncoder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The networks of recorded cases, loaded when they are first asked for. */
final class VideoGraphs implements AutoCloseable {

    private static final int WAN_CHANNELS = 16;
    private static final int SCALE = 8;

    private final GraphLoader loader;
    private final Map<Path, AutoCloseable> loaded = new HashMap<>();

    /** @param device {@code auto}, {@code cpu}, {@code cuda:N} or {@code tensorrt:N} */
    VideoGraphs(String device) {
        loader = new GraphLoader(DeviceChoice.choose(device), 0);
    }

    CausalTransformer transformer(Path models, boolean judgesSinks) {
        String step = judgesSinks ? "dit_step_adapt.onnx" : "dit_step.onnx";
        return once(
                models.resolve(step),
                CausalTransformer.class,
                () -> new OrtCausalTransformer(graph(models, "text_kv.onnx"), graph(models, step)));
    }

    VideoEncoder encoder(Path models) {
        return once(models.resolve("vae_enc"), VideoEncoder.class, () -> {
            OrtGraph step = graph(models, "vae_enc_step.onnx");
            return new OrtVideoEncoder(graph(models, "vae_enc_first.onnx"), step, channels(step), SCALE);
        });
    }

    /** Of the latents that an encoder makes; where its graph leaves them open they are the reference's. */
    private static int channels(OrtGraph encoder) {
        return encoder.outputs().stream()
                .filter(port -> port.name().equals("mu") && port.rank() > 1 && port.shape()[1] > 0)
                .map(port -> Math.toIntExact(port.shape()[1]))
                .findFirst()
                .orElse(WAN_CHANNELS);
    }

    /** @param tiny TAEHV and not the autoencoder's own */
    VideoDecoder decoder(Path models, boolean tiny) {
        return once(
                models.resolve(tiny ? "taehv_dec" : "vae_dec"),
                VideoDecoder.class,
                () -> tiny
                        ? new OrtTinyDecoder(graph(models, "taehv_dec.onnx"), SCALE)
                        : new OrtVideoDecoder(
                                graph(models, "vae_dec_first.onnx"), graph(models, "vae_dec_step.onnx"), SCALE));
    }

    private OrtGraph graph(Path models, String name) {
        return loader.load(ModelFile.at(models.resolve(name)));
    }

    private <T extends AutoCloseable> T once(Path key, Class<T> type, Supplier<T> load) {
        return type.cast(loaded.computeIfAbsent(key, _ -> load.get()));
    }

    @Override
    public void close() {
        for (AutoCloseable one : loaded.values()) {
            switch (one) {
                case CausalTransformer transformer -> transformer.close();
                case VideoEncoder encoder -> encoder.close();
                case VideoDecoder decoder -> decoder.close();
                default -> throw new IllegalStateException("a network of no kind");
            }
        }
    }
}
