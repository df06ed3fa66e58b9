package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StageNanos;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.flow.StepTimes;
import dev.brushcast.engine.video.session.SessionNoise;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * The frames of one chunk of the model's on their way through the engine. Handed from stage to stage; whichever holds it is the
 * only one to write to it.
 */
final class Piece {

    final List<SourceFrame> frames;
    final boolean first;
    final boolean shown;
    final FrameTicket ticket;
    final Steps steps;
    final SessionNoise noise;
    final CompletableFuture<Conditioning> prompt;
    private long encodeNanos;
    private long denoiseNanos;
    private float[] noisy = {};
    private OptionalInt time = OptionalInt.empty();

    /**
     * A piece that comes in.
     *
     * @param frames at least one and no more than a chunk has; the last one stands for those that are missing
     * @param first whether a take begins with it
     * @param shown whether anybody is to see it
     * @param steps how it is denoised
     * @param noise of its stream
     * @param prompt what the network is told
     */
    Piece(
            List<SourceFrame> frames,
            boolean first,
            boolean shown,
            FrameTicket ticket,
            Steps steps,
            SessionNoise noise,
            CompletableFuture<Conditioning> prompt) {
        this.frames = frames;
        this.first = first;
        this.shown = shown;
        this.ticket = ticket;
        this.steps = steps;
        this.noise = noise;
        this.prompt = prompt;
    }

    /** Times of the steps, and how they follow one another. */
    record Steps(Mode mode, StepTimes times) {}

    /** The number by which its noise is drawn: the media time of its first frame, which a replay has as well. */
    long number() {
        return frames.getFirst().mediaTimeUs();
    }

    /**
     * Its pictures, filled up to a chunk by its last one, and where a take begins by its first one before it: so that chunks of
     * the source and of the model stay one to one.
     */
    List<Picture> pictures(int framesPerChunk) {
        List<Picture> pictures = new ArrayList<>();
        for (SourceFrame frame : frames) {
            Picture picture = frame.picture();
            if (picture == null) {
                throw new IllegalStateException("frame " + frame.number() + " has no picture");
            }
            pictures.add(picture);
        }
        while (pictures.size() < framesPerChunk) {
            pictures.add(pictures.getLast());
        }
        if (first) {
            pictures.addFirst(pictures.getFirst());
        }
        return pictures;
    }

    /** @param firstTime what the network is told at the first step; empty: as the steps say */
    void encoded(float[] latents, OptionalInt firstTime, long nanos) {
        noisy = latents;
        time = firstTime;
        encodeNanos += nanos;
    }

    float[] noisy() {
        return noisy;
    }

    OptionalInt time() {
        return time;
    }

    void denoised(long nanos) {
        denoiseNanos += nanos;
    }

    /** Its frames are done: one picture each. What was not spent in a stage was spent waiting. */
    List<FrameResult> styled(List<Picture> pictures, long decodeNanos, long nowNanos) {
        long queued = nowNanos - ticket.enteredNanos() - encodeNanos - denoiseNanos - decodeNanos;
        int share = frames.size();
        StageNanos each = new StageNanos(
                Math.max(0, queued) / share, encodeNanos / share, denoiseNanos / share, decodeNanos / share);
        List<FrameResult> results = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            results.add(new FrameResult(frames.get(i).number(), new RenderedFrame.Styled(pictures.get(i), each)));
        }
        return results;
    }

    /** All its frames have one outcome; none where nobody is to see them. */
    List<FrameResult> all(RenderedFrame outcome) {
        return shown
                ? frames.stream()
                        .map(frame -> new FrameResult(frame.number(), outcome))
                        .toList()
                : List.of();
    }

    List<FrameResult> failed(String reason, Throwable cause) {
        return all(new RenderedFrame.Failed(reason, EngineException.reason(cause)));
    }
}
