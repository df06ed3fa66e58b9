package dev.brushcast.engine.onnx.image;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.model.PictureEncoder;
import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.BindingPool;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import dev.brushcast.engine.onnx.session.TensorBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The autoencoder's first half on ONNX Runtime; its graph puts out a latent, or mean and log variance of one. */
final class OrtPictureEncoder implements PictureEncoder {

    private static final int RGB = 3;

    private final OrtGraph graph;
    private final Port picture;
    private final Port latent;
    private final int channels;
    private final int outChannels;
    private final int downscale;
    private final double scaling;
    private final BindingPool<Key> bindings = new BindingPool<>(this::bind);

    OrtPictureEncoder(OrtGraph graph, ModelFolder folder) {
        this.graph = graph;
        this.picture = CodecPorts.input(graph, RGB);
        this.latent = CodecPorts.output(graph);
        this.channels = folder.vae().latentChannels();
        this.outChannels = CodecPorts.encoderChannels(graph, latent, channels);
        this.downscale = folder.vae().downscale();
        this.scaling = folder.vae().scalingFactor();
    }

    private record Key(PictureSize size, int batch) {}

    @Override
    public List<float[]> encode(PictureSize size, List<float[]> pictures, List<float @Nullable []> posteriorNoise) {
        Binding binding = bindings.of(new Key(size, pictures.size()));
        TensorBuffer in = binding.in(picture);
        for (int i = 0; i < pictures.size(); i++) {
            in.put(i * RGB * size.pixels(), pictures.get(i));
        }
        binding.run(graph);
        List<float[]> latents = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            latents.add(latent(binding, size, i, i < posteriorNoise.size() ? posteriorNoise.get(i) : null));
        }
        return latents;
    }

    private float[] latent(Binding binding, PictureSize size, int at, float @Nullable [] noise) {
        int length = channels * (size.height() / downscale) * (size.width() / downscale);
        int stride = length * outChannels / channels;
        float[] mean = new float[length];
        binding.out(latent).get(at * stride, mean);
        if (noise != null && outChannels == 2 * channels) {
            float[] logVariance = new float[length];
            binding.out(latent).get(at * stride + length, logVariance);
            Posterior.draw(mean, logVariance, noise);
        }
        for (int i = 0; i < length; i++) {
            mean[i] = (float) (mean[i] * scaling);
        }
        return mean;
    }

    private Binding bind(Key key) {
        PictureSize size = key.size();
        return new Binding()
                .input(picture, key.batch(), RGB, size.height(), size.width())
                .output(latent, key.batch(), outChannels, size.height() / downscale, size.width() / downscale);
    }

    /** The session's run alone, on whatever its buffers hold. */
    Runnable session(PictureSize size, int batch) {
        Binding binding = bindings.of(new Key(size, batch));
        return () -> binding.run(graph);
    }

    @Override
    public void close() {
        bindings.close();
        graph.close();
    }
}
