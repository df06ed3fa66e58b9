package dev.brushcast.engine.video.session;

import dev.brushcast.engine.video.cache.Positions;
import dev.brushcast.engine.video.denoise.Chunk;
import dev.brushcast.engine.video.denoise.ChunkFlow;
import dev.brushcast.engine.video.denoise.VideoDenoiser;
import dev.brushcast.engine.video.denoise.Windows;
import dev.brushcast.engine.video.model.CrossKeys;
import dev.brushcast.engine.video.model.VideoNetworks;
import dev.brushcast.engine.video.motion.NoiseLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * One stream through a video model on one thread, frames in and frames out: encode, denoise with a look at the window, decode.
 * It begins with a chunk of one frame more than the others have. The engine runs the same parts on threads of their own.
 */
public final class VideoSession implements AutoCloseable {

    private final SessionSettings settings;
    private final SessionNoise noise;
    private final SessionTap tap;
    private final CrossKeys cross;
    private final ChunkEncoder encoder;
    private final ChunkFlow flow;
    private final Positions positions;
    private final ChunkDecoder decoder;
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
        this.settings = settings;
        this.noise = noise;
        this.tap = tap;
        this.cross = cross;
        this.encoder = new ChunkEncoder(networks.encoder(), settings, tap);
        VideoDenoiser denoiser =
                new VideoDenoiser(settings.rules(), settings.latent(), settings.times(), windows, settings.mode());
        this.flow = new ChunkFlow(denoiser, networks.transformer());
        this.positions = new Positions(
                settings.refreshAt(), denoiser.windows().getFirst().shape().slots());
        this.decoder = new ChunkDecoder(networks.decoder(), settings.latent());
    }

    /**
     * The first chunk.
     *
     * @param frames one more than a chunk has, as planes from -1 to 1
     * @return their pictures, or one fewer where the decoder gives none for the first
     */
    public List<float[]> start(List<float[]> frames) {
        int latents = settings.latentsPerChunk() + 1;
        float[] noisy = encoder.start(
                frames, noise.mixed(chunks, latents * settings.latent().size()));
        Chunk chunk = new Chunk(noisy, positions.take(latents), cross, noise.redraw(chunks));
        chunks++;
        return decoded(flow.start(chunk).getFirst());
    }

    /**
     * More chunks, whose motion is judged together.
     *
     * @param frames of whole chunks
     * @return for each chunk that has come out its pictures, this one's or an earlier one's
     */
    public List<List<float[]>> next(List<float[]> frames) {
        int size = settings.framesPerChunk();
        if (frames.isEmpty() || frames.size() % size != 0) {
            throw new IllegalArgumentException(frames.size() + " frames, expected a multiple of " + size);
        }
        NoiseLevel level = encoder.level(frames);
        int latents = settings.latentsPerChunk();
        List<List<float[]>> pictures = new ArrayList<>();
        for (int at = 0; at < frames.size(); at += size) {
            float[] eps = noise.mixed(chunks, latents * settings.latent().size());
            float[] noisy = encoder.next(frames.subList(at, at + size), level, eps);
            Chunk chunk = new Chunk(noisy, positions.take(latents), cross, noise.redraw(chunks));
            chunks++;
            flow.next(chunk, OptionalInt.of(level.time())).forEach(clean -> pictures.add(decoded(clean)));
        }
        return pictures;
    }

    /** The pictures of chunks that are still on their way, for each chunk; the stream goes on as if it had waited. */
    public List<List<float[]>> drain() {
        return flow.drain().stream().map(this::decoded).toList();
    }

    /** Bytes that encoder and decoder keep of the stream between chunks. */
    public long codecBytes() {
        return encoder.bytes() + decoder.bytes();
    }

    private List<float[]> decoded(float[] clean) {
        tap.denoised(clean);
        return decoder.decode(clean);
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}
