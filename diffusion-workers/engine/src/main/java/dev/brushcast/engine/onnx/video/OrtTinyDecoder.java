package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.BindingPool;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import dev.brushcast.engine.video.model.CodecMemory;
import dev.brushcast.engine.video.model.VideoDecoder;
import dev.brushcast.engine.video.model.VideoEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * TAEHV, the tiny decoder, on ONNX Runtime. It keeps no caches: the three latents before are decoded again for context, and
 * their frames thrown away. The first call gives nothing for its first latent.
 */
public final class OrtTinyDecoder implements VideoDecoder {

    private static final int RGB = 3;
    private static final int CONTEXT = 3;

    private final OrtGraph graph;
    private final Port latent;
    private final Port video;
    private final int upscale;
    private final BindingPool<Key> bindings = new BindingPool<>(this::bind);

    /**
     * Of a loaded graph, which it closes.
     *
     * @param upscale sides of a frame over those of its latent
     */
    public OrtTinyDecoder(OrtGraph graph, int upscale) {
        this.graph = graph;
        NamedPorts ports = new NamedPorts(graph);
        this.latent = ports.in("latent", 5);
        this.video = ports.out("video", 5);
        this.upscale = upscale;
    }

    private record Key(LatentShape shape, int latents) {}

    /** The latents decoded last. */
    private record Recent(Deque<float[]> latents) implements CodecMemory {
        @Override
        public long bytes() {
            return latents.stream()
                    .mapToLong(latent -> (long) Float.BYTES * latent.length)
                    .sum();
        }

        @Override
        public void close() {
            latents.clear();
        }
    }

    @Override
    public CodecMemory open() {
        return new Recent(new ArrayDeque<>());
    }

    @Override
    public List<float[]> decode(CodecMemory memory, List<float[]> latents, LatentShape shape) {
        Deque<float[]> recent = ((Recent) memory).latents();
        int shown = (recent.isEmpty() ? latents.size() - 1 : latents.size()) * VideoEncoder.FRAMES_PER_LATENT;
        List<float[]> all = new ArrayList<>(recent);
        all.addAll(latents);
        Binding binding = bindings.of(new Key(shape, all.size()));
        for (int i = 0; i < all.size(); i++) {
            binding.in(latent).put(i * shape.size(), all.get(i));
        }
        binding.run(graph);
        int frames = all.size() * VideoEncoder.FRAMES_PER_LATENT;
        int frame = RGB * shape.height() * upscale * shape.width() * upscale;
        List<float[]> decoded = new ArrayList<>();
        for (int i = frames - shown; i < frames; i++) {
            float[] planes = new float[frame];
            binding.out(video).get(i * frame, planes);
            decoded.add(spread(planes));
        }
        recent.addAll(latents);
        while (recent.size() > CONTEXT) {
            recent.removeFirst();
        }
        return decoded;
    }

    /** From 0 to 1, as the graph has it, to -1 to 1. */
    private static float[] spread(float[] planes) {
        float[] spread = Arrays.copyOf(planes, planes.length);
        for (int i = 0; i < spread.length; i++) {
            spread[i] = Math.clamp(2 * spread[i] - 1, -1f, 1f);
        }
        return spread;
    }

    private Binding bind(Key key) {
        LatentShape shape = key.shape();
        return new Binding()
                .input(latent, 1, key.latents(), shape.channels(), shape.height(), shape.width())
                .output(
                        video,
                        1,
                        (long) key.latents() * VideoEncoder.FRAMES_PER_LATENT,
                        RGB,
                        (long) shape.height() * upscale,
                        (long) shape.width() * upscale);
    }

    @Override
    public void close() {
        bindings.close();
        graph.close();
    }
}
