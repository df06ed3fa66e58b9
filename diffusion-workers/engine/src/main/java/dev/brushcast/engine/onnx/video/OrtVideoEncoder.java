package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.video.model.CodecMemory;
import dev.brushcast.engine.video.model.VideoEncoder;
import java.util.List;

/** The streaming encoder on ONNX Runtime. */
public final class OrtVideoEncoder implements VideoEncoder {

    private static final int RGB = 3;

    private final StreamingGraphs graphs;
    private final int channels;
    private final int downscale;

    /**
     * Of loaded graphs, which it closes.
     *
     * @param channels of a latent
     * @param downscale sides of a frame over those of its latent
     */
    public OrtVideoEncoder(OrtGraph first, OrtGraph step, int channels, int downscale) {
        this.graphs = new StreamingGraphs(first, step, "frames", "mu");
        this.channels = channels;
        this.downscale = downscale;
    }

    @Override
    public CodecMemory open() {
        return new GraphMemory();
    }

    @Override
    public float[] encode(CodecMemory memory, List<float[]> frames, int height, int width) {
        GraphMemory kept = (GraphMemory) memory;
        int expected = kept.isEmpty() ? 1 : FRAMES_PER_LATENT;
        if (frames.size() != expected) {
            throw new IllegalArgumentException(frames.size() + " frames, expected " + expected);
        }
        return graphs.run(
                kept, Frames.channelsFirst(frames, RGB), new long[] {1, RGB, frames.size(), height, width}, new long[] {
                    1, channels, 1, height / downscale, width / downscale
                });
    }

    @Override
    public void close() {
        graphs.close();
    }
}
