package dev.brushcast.engine.video.session;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.model.CodecMemory;
import dev.brushcast.engine.video.model.VideoDecoder;
import dev.brushcast.engine.video.model.VideoEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The last third of a stream's way: clean latent frames become frames. Owned by the thread that decodes. */
public final class ChunkDecoder implements AutoCloseable {

    /** Chunks that nobody looks at and that are decoded all the same, for those after them: no more are looked back on. */
    private static final int CONTEXT = 3;

    private final VideoDecoder decoder;
    private final LatentShape shape;
    private final CodecMemory memory;
    private final Deque<float[]> passed = new ArrayDeque<>();

    /**
     * A stream at its start.
     *
     * @param shape of a latent frame
     */
    public ChunkDecoder(VideoDecoder decoder, LatentShape shape) {
        this.decoder = decoder;
        this.shape = shape;
        this.memory = decoder.open();
    }

    /** Takes note of a chunk that nobody looks at. */
    public void pass(float[] clean) {
        passed.add(clean);
        if (passed.size() > CONTEXT) {
            passed.removeFirst();
        }
    }

    /**
     * The next chunk's frames, after those that the stream began with.
     *
     * @param clean latent frames, one after the other
     * @return as planes from -1 to 1; of a stream's first latent frame one or none
     */
    public List<float[]> decode(float[] clean) {
        List<float[]> latents = new ArrayList<>();
        passed.forEach(before -> latents.addAll(parted(before)));
        int own = clean.length / shape.size();
        latents.addAll(parted(clean));
        boolean alone = passed.isEmpty();
        passed.clear();
        List<float[]> frames = decoder.decode(memory, latents, shape);
        int most = own * VideoEncoder.FRAMES_PER_LATENT;
        return alone || frames.size() <= most ? frames : frames.subList(frames.size() - most, frames.size());
    }

    private List<float[]> parted(float[] clean) {
        List<float[]> latents = new ArrayList<>();
        for (int at = 0; at < clean.length; at += shape.size()) {
            latents.add(Arrays.copyOfRange(clean, at, at + shape.size()));
        }
        return latents;
    }

    /** Bytes that it keeps of the stream between chunks. */
    public long bytes() {
        return memory.bytes();
    }

    @Override
    public void close() {
        memory.close();
    }
}
