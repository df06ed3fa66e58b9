package dev.brushcast.engine.onnx.image;

import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.model.LatentDecoder;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.BindingPool;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import dev.brushcast.engine.onnx.session.TensorBuffer;
import java.util.List;

/** The autoencoder's second half on ONNX Runtime. */
final class OrtLatentDecoder implements LatentDecoder {

    private static final int RGB = 3;

    private final OrtGraph graph;
    private final Port latent;
    private final Port picture;
    private final int downscale;
    private final double scaling;
    private final BindingPool<Key> bindings = new BindingPool<>(this::bind);

    OrtLatentDecoder(OrtGraph graph, ModelFolder folder) {
        this.graph = graph;
        this.latent = CodecPorts.input(graph, folder.vae().latentChannels());
        this.picture = CodecPorts.output(graph);
        this.downscale = folder.vae().downscale();
        this.scaling = folder.vae().scalingFactor();
    }

    private record Key(LatentShape shape, int batch) {}

    @Override
    public void decode(LatentShape shape, List<float[]> latents, List<float[]> pictures) {
        Binding binding = bindings.of(new Key(shape, latents.size()));
        TensorBuffer in = binding.in(latent);
        for (int i = 0; i < latents.size(); i++) {
            in.putScaled(i * shape.size(), latents.get(i), 1 / scaling);
        }
        binding.run(graph);
        TensorBuffer out = binding.out(picture);
        for (int i = 0; i < latents.size(); i++) {
            float[] decoded = pictures.get(i);
            out.get(i * decoded.length, decoded);
        }
    }

    private Binding bind(Key key) {
        LatentShape shape = key.shape();
        return new Binding()
                .input(latent, key.batch(), shape.channels(), shape.height(), shape.width())
                .output(picture, key.batch(), RGB, (long) shape.height() * downscale, (long) shape.width() * downscale);
    }

    /** The session's run alone, on whatever its buffers hold. */
    Runnable session(LatentShape shape, int batch) {
        Binding binding = bindings.of(new Key(shape, batch));
        return () -> binding.run(graph);
    }

    @Override
    public void close() {
        bindings.close();
        graph.close();
    }
}
