package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.DeviceMemoryException;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StageNanos;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.noise.FrameKey;

/**
 * One frame of a request on its way through the engine. Handed from stage to stage; whichever holds it is the only one
 * to write to it.
 */
final class FrameSlot {

    final RenderJob job;
    final SourceFrame source;
    final Style style;
    final FrameKey key;
    final FrameTicket ticket;

    private long encodeNanos;
    private long denoiseNanos;

    /** @param arrival rising with each frame of the engine */
    FrameSlot(RenderJob job, SourceFrame source, Style style, long arrival, long nowNanos) {
        this.job = job;
        this.source = source;
        this.style = style;
        this.key = new FrameKey(job.streamId(), source.number(), source.mediaTimeUs());
        this.ticket = new FrameTicket(job.streamId(), job.request().deadlineNanos(), nowNanos, arrival, job.ahead());
    }

    /** The source's picture, of a frame that has one. */
    Picture picture() {
        if (source.picture() == null) {
            throw new IllegalStateException("frame " + source.number() + " has no picture");
        }
        return source.picture();
    }

    void encoded(long nanos) {
        encodeNanos += nanos;
    }

    void denoised(long nanos) {
        denoiseNanos += nanos;
    }

    /**
     * The frame is done; what was not spent in a stage was spent waiting.
     *
     * @param veiled whether the picture is black in place of an unsafe one
     */
    void styled(Picture picture, boolean veiled, long decodeNanos, long nowNanos) {
        long queued = nowNanos - ticket.enteredNanos() - encodeNanos - denoiseNanos - decodeNanos;
        job.done(
                this,
                new RenderedFrame.Styled(
                        picture, new StageNanos(Math.max(0, queued), encodeNanos, denoiseNanos, decodeNanos), veiled));
    }

    /** The frame is not rendered. */
    void ended(RenderedFrame outcome) {
        job.done(this, outcome);
    }

    /** The frame failed in a stage; one that the device has no memory for even by itself may be shown as it came. */
    void failed(String reason, Throwable cause) {
        if (cause instanceof DeviceMemoryException) {
            ended(new RenderedFrame.NoRoom(EngineException.reason(cause)));
            return;
        }
        ended(new RenderedFrame.Failed(reason, EngineException.reason(cause)));
    }
}
