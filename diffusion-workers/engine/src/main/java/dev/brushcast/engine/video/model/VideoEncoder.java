package dev.brushcast.engine.video.model;

import dev.brushcast.engine.EngineException;
import java.util.List;

/** Makes latent frames of a stream's frames, each from what came before as well. Owned by one thread. */
public interface VideoEncoder extends AutoCloseable {

    /** Frames that make one latent frame, but for the first, which makes one by itself. */
    int FRAMES_PER_LATENT = 4;

    /** The memory of a stream at its start. */
    CodecMemory open();

    /**
     * Encodes successive frames.
     *
     * @param frames the stream's first one alone, or four, each as planes of red, green and blue from -1 to 1
     * @param height of each, in pixels
     * @param width of each, in pixels
     * @return one latent frame, not normalised
     * @throws EngineException if the network fails
     */
    float[] encode(CodecMemory memory, List<float[]> frames, int height, int width);

    @Override
    void close();
}
