package dev.brushcast.engine.video.session;

import dev.brushcast.engine.video.model.CodecMemory;
import dev.brushcast.engine.video.model.VideoEncoder;
import dev.brushcast.engine.video.motion.MotionNoise;
import dev.brushcast.engine.video.motion.NoiseLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * The first third of a stream's way: frames become latent frames, mixed with noise as their motion allows. Owned by the thread
 * that encodes.
 */
public final class ChunkEncoder implements AutoCloseable {

    private final VideoEncoder encoder;
    private final SessionSettings settings;
    private final SessionTap tap;
    private final MotionNoise motion;
    private final CodecMemory memory;
    private float[] lastFrame = {};

    /** A stream at its start. */
    public ChunkEncoder(VideoEncoder encoder, SessionSettings settings, SessionTap tap) {
        this.encoder = encoder;
        this.settings = settings;
        this.tap = tap;
        this.motion = new MotionNoise(settings.noiseScale());
        this.memory = encoder.open();
    }

    /**
     * The stream's first chunk.
     *
     * @param frames one more than a chunk has, as planes from -1 to 1
     * @param eps noise, as long as their latent frames
     * @return noisy latent frames, one after the other
     */
    public float[] start(List<float[]> frames, float[] eps) {
        if (frames.size() != 1 + settings.framesPerChunk()) {
            throw new IllegalArgumentException(
                    frames.size() + " frames, expected " + (1 + settings.framesPerChunk()) + " at the start");
        }
        List<float[]> latents = new ArrayList<>(List.of(encoded(frames.subList(0, 1))));
        latents.addAll(groups(frames.subList(1, frames.size())));
        lastFrame = frames.getLast();
        return mixed(latents, motion.scale(), eps);
    }

    /** How much noise the next frames get, judged together. */
    public NoiseLevel level(List<float[]> frames) {
        NoiseLevel level = motion.next(lastFrame, frames);
        tap.level(level);
        return level;
    }

    /**
     * The next chunk.
     *
     * @param frames as many as a chunk has
     * @param level of its noise
     * @param eps noise, as long as their latent frames
     * @return noisy latent frames, one after the other
     */
    public float[] next(List<float[]> frames, NoiseLevel level, float[] eps) {
        List<float[]> latents = groups(frames);
        lastFrame = frames.getLast();
        return mixed(latents, level.scale(), eps);
    }

    private List<float[]> groups(List<float[]> frames) {
        List<float[]> latents = new ArrayList<>();
        for (int at = 0; at < frames.size(); at += VideoEncoder.FRAMES_PER_LATENT) {
            latents.add(encoded(frames.subList(at, at + VideoEncoder.FRAMES_PER_LATENT)));
        }
        return latents;
    }

    private float[] encoded(List<float[]> frames) {
        float[] latent = encoder.encode(memory, frames, settings.height(), settings.width());
        tap.encoded(latent);
        return latent;
    }

    /** {@code scale * noise + (1 - scale) * latent}, the latent frames one after the other. */
    private float[] mixed(List<float[]> latents, double scale, float[] eps) {
        int size = settings.latent().size();
        float[] noisy = new float[latents.size() * size];
        float share = (float) scale;
        float rest = (float) (1 - scale);
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = eps[i] * share + latents.get(i / size)[i % size] * rest;
        }
        return noisy;
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
