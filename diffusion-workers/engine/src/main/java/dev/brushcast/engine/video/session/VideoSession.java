package dev.brushcast.engine.video.session;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.cache.Positions;
import dev.brushcast.engine.video.denoise.Chunk;
import dev.brushcast.engine.video.denoise.ChunkCall;
import dev.brushcast.engine.video.denoise.VideoDenoiser;
import dev.brushcast.engine.video.denoise.WindowPass;
import dev.brushcast.engine.video.denoise.Windows;
import dev.brushcast.engine.video.model.CodecMemory;
import dev.brushcast.engine.video.model.CrossKeys;
import dev.brushcast.engine.video.model.VideoEncoder;
import dev.brushcast.engine.video.model.VideoNetworks;
import dev.brushcast.engine.video.motion.MotionNoise;
import dev.brushcast.engine.video.motion.NoiseLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One stream through a video model, frames in and frames out: encode, mix with noise as motion allows, denoise with a look at
 * the window, decode. It begins with a chunk of one frame more than the others have. Owned by one thread, which runs the
 * networks.
 */
public final class VideoSession implements AutoCloseable {

    private final VideoNetworks networks;
    private final SessionSettings settings;
    private final SessionNoise noise;
    private final SessionTap tap;
    private final CrossKeys cross;
    private final VideoDenoiser denoiser;
    private final Positions positions;
    private final MotionNoise motion;
    private final CodecMemory encoding;
    private final CodecMemory decoding;
    private float[] lastFrame = {};
    private long chunks;

    /**
     * A stream at its start.
     *
     * @param cross of the prompt
     * @param windows what its transformer looks back on
     */
    public VideoSession(
            VideoNetworks networks,
            SessionSettings settings,
            CrossKeys cross,
            Windows windows,
            SessionNoise noise,
            SessionTap tap) {
        this.networks = networks;
        this.settings = settings;
        this.noise = noise;
        this.tap = tap;
        this.cross = cross;
        this.denoiser =
                new VideoDenoiser(settings.rules(), settings.latent(), settings.times(), windows, settings.mode());
        this.positions = new Positions(
                settings.refreshAt(), denoiser.windows().getFirst().shape().slots());
        this.motion = new MotionNoise(settings.noiseScale());
        this.encoding = networks.encoder().open();
        this.decoding = networks.decoder().open();
    }

    /** How many frames a chunk has; the first has one more. */
    public int framesPerChunk() {
        return VideoEncoder.FRAMES_PER_LATENT * settings.latentsPerChunk();
    }

    /**
     * The first chunk.
     *
     * @param frames one more than a chunk has, as planes from -1 to 1
     * @return their pictures, or one fewer where the decoder gives none for the first
     */
    public List<float[]> start(List<float[]> frames) {
        if (frames.size() != 1 + framesPerChunk()) {
            throw new IllegalArgumentException(
                    frames.size() + " frames, expected " + (1 + framesPerChunk()) + " at the start");
        }
        List<float[]> latents = new ArrayList<>(List.of(encoded(frames.subList(0, 1))));
        latents.addAll(encodedGroups(frames.subList(1, frames.size())));
        float[] noisy = mixed(latents, motion.scale());
        lastFrame = frames.getLast();
        ChunkCall call = denoiser.start(
                new Chunk(noisy, positions.take(settings.latentsPerChunk() + 1), cross, noise.redraw(chunks)));
        chunks++;
        return decoded(run(call).orElseThrow());
    }

    /**
     * More chunks, whose motion is judged together.
     *
     * @param frames of whole chunks
     * @return for each chunk that has come out its pictures, this one's or an earlier one's
     */
    public List<List<float[]>> next(List<float[]> frames) {
        if (frames.isEmpty() || frames.size() % framesPerChunk() != 0) {
            throw new IllegalArgumentException(frames.size() + " frames, expected a multiple of " + framesPerChunk());
        }
        NoiseLevel level = motion.next(lastFrame, frames);
        tap.level(level);
        List<float[]> latents = encodedGroups(frames);
        List<List<float[]>> pictures = new ArrayList<>();
        for (int at = 0; at < latents.size(); at += settings.latentsPerChunk()) {
            float[] noisy = mixed(latents.subList(at, at + settings.latentsPerChunk()), level.scale());
            Chunk chunk = new Chunk(noisy, positions.take(settings.latentsPerChunk()), cross, noise.redraw(chunks));
            chunks++;
            run(denoiser.next(chunk, OptionalInt.of(level.time()))).ifPresent(clean -> pictures.add(decoded(clean)));
        }
        lastFrame = frames.getLast();
        return pictures;
    }

    /** The pictures of chunks that are still on their way, for each chunk; the stream goes on as if it had waited. */
    public List<List<float[]>> drain() {
        List<List<float[]>> pictures = new ArrayList<>();
        for (Optional<ChunkCall> call = denoiser.drain(); call.isPresent(); call = denoiser.drain()) {
            run(call.get()).ifPresent(clean -> pictures.add(decoded(clean)));
        }
        return pictures;
    }

    private Optional<float[]> run(ChunkCall call) {
        for (List<WindowPass> round = call.passes(); !round.isEmpty(); round = call.passes()) {
            networks.transformer().run(round.stream().map(WindowPass::row).toList());
            call.ran();
        }
        return call.result();
    }

    private List<float[]> encodedGroups(List<float[]> frames) {
        List<float[]> latents = new ArrayList<>();
        for (int at = 0; at < frames.size(); at += VideoEncoder.FRAMES_PER_LATENT) {
            latents.add(encoded(frames.subList(at, at + VideoEncoder.FRAMES_PER_LATENT)));
        }
        return latents;
    }

    private float[] encoded(List<float[]> frames) {
        float[] latent = networks.encoder().encode(encoding, frames, settings.height(), settings.width());
        tap.encoded(latent);
        return latent;
    }

    /** {@code scale * noise + (1 - scale) * latent}, the latent frames one after the other. */
    private float[] mixed(List<float[]> latents, double scale) {
        int size = settings.latent().size();
        float[] eps = noise.mixed(chunks, latents.size() * size);
        float[] noisy = new float[latents.size() * size];
        float share = (float) scale;
        float rest = (float) (1 - scale);
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = eps[i] * share + latents.get(i / size)[i % size] * rest;
        }
        return noisy;
    }

    private List<float[]> decoded(float[] clean) {
        tap.denoised(clean);
        LatentShape shape = settings.latent();
        List<float[]> latents = new ArrayList<>();
        for (int at = 0; at < clean.length; at += shape.size()) {
            latents.add(Arrays.copyOfRange(clean, at, at + shape.size()));
        }
        return networks.decoder().decode(decoding, latents, shape);
    }

    @Override
    public void close() {
        encoding.close();
        decoding.close();
    }
}
