package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.video.model.CodecMemory;
import dev.brushcast.engine.video.model.VideoDecoder;
import dev.brushcast.engine.video.model.VideoEncoder;
import java.util.ArrayList;
import java.util.List;

/** The streaming decoder on ONNX Runtime: the first latent gives one frame, every other four. */
public final class OrtVideoDecoder implements VideoDecoder {

    private static final int RGB = 3;

    private final StreamingGraphs graphs;
    private final int upscale;

    /**
     * Of loaded graphs, which it closes.
     *
     * @param upscale sides of a frame over those of its latent
     */
    public OrtVideoDecoder(OrtGraph first, OrtGraph step, int upscale) {
        this.graphs = new StreamingGraphs(first, step, "latent", "frames");
        this.upscale = upscale;
    }

    @Override
    public CodecMemory open() {
        return new GraphMemory();
    }

    @Override
    public List<float[]> decode(CodecMemory memory, List<float[]> latents, LatentShape shape) {
        GraphMemory kept = (GraphMemory) memory;
        List<float[]> frames = new ArrayList<>();
        for (float[] latent : latents) {
            int count = kept.isEmpty() ? 1 : VideoEncoder.FRAMES_PER_LATENT;
            float[] decoded = graphs.run(
                    kept, latent, new long[] {1, shape.channels(), 1, shape.height(), shape.width()}, new long[] {
                        1, RGB, count, (long) shape.height() * upscale, (long) shape.width() * upscale
                    });
            frames.addAll(Frames.framesOf(decoded, RGB, count));
        }
        return frames;
    }

    @Override
    public void close() {
        graphs.close();
    }
}
