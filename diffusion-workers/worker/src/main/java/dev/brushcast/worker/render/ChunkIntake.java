package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.fallback.FallbackPolicy;
import dev.brushcast.contract.fallback.StyledCopy;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.Picture;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.worker.style.StyleTimeline;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what becomes of a chunk's frames that the engine is not asked for, and decodes the others. Safe for use by several
 * threads.
 */
final class ChunkIntake {

    private final EngineDescription model;
    private final LagPolicy lag;
    private final WorkerClock clock;
    private final String worker;
    private final PayloadPool payloads;

    /** @param worker name of the worker, for the records */
    ChunkIntake(EngineDescription model, LagPolicy lag, WorkerClock clock, String worker, PayloadPool payloads) {
        this.model = model;
        this.lag = lag;
        this.clock = clock;
        this.worker = worker;
        this.payloads = payloads;
    }

    /** A chunk that has come in. */
    ChunkInWork take(SourceRecord source, StyleTimeline styles) {
        VideoChunk chunk = source.chunk();
        ChunkReport report = new ChunkReport(model, worker, clock);
        Duration age = age(chunk, report.receivedAtUs());
        LagDecision decision = lag.decide(age, chunk.getLive());
        boolean inBacklog = lag.skipsNext(age, ChunkTimings.length(chunk), chunk.getLive());
        return take(source, styles, report, decision, inBacklog, age);
    }

    /** A chunk that a session is shown again, however late it is. */
    ChunkInWork takeAgain(SourceRecord source, StyleTimeline styles) {
        ChunkReport report = new ChunkReport(model, worker, clock);
        return take(source, styles, report, LagDecision.RENDER, false, Duration.ZERO);
    }

    private ChunkInWork take(
            SourceRecord source,
            StyleTimeline styles,
            ChunkReport report,
            LagDecision decision,
            boolean inBacklog,
            Duration age) {
        VideoChunk chunk = source.chunk();
        ChunkFrames frames = new ChunkFrames(chunk, styles, looksBack());
        String unfit = unfit(chunk);
        if (unfit != null) {
            frames.open().forEach(i -> frames.hold(i, unfit));
        } else {
            skip(chunk, frames, decision);
        }
        List<ChunkInWork.Input> inputs = StyledCopy.hasPictures(chunk)
                ? decode(chunk, frames, report)
                : frames.open().stream()
                        .map(i -> new ChunkInWork.Input(i, null))
                        .toList();
        return new ChunkInWork(source, frames, report, inputs, decision, inBacklog, deadlineNanos(chunk, age));
    }

    private boolean looksBack() {
        return model.lookbackFrames() > 0;
    }

    /** A model that looks back is shown every second chunk: half of a chunk's frames would be a chunk of another motion. */
    private void skip(VideoChunk chunk, ChunkFrames frames, LagDecision decision) {
        boolean mayPass = StyledCopy.hasPictures(chunk) && FallbackPolicy.maySeeSource(chunk);
        for (int i : frames.open()) {
            long number = looksBack() ? chunk.getSequence() : frames.source(i).getNumber();
            if (decision == LagDecision.PASSTHROUGH && mayPass) {
                frames.passThrough(i, Reasons.LATE);
            } else if (!decision.renders(number)) {
                frames.reuse(i, FrameOutcome.REUSED_LATE);
            }
        }
    }

    /** Decodes the frames that are still open; those that are no pictures are held. */
    private List<ChunkInWork.Input> decode(VideoChunk chunk, ChunkFrames frames, ChunkReport report) {
        long begun = clock.nowNanos();
        List<ChunkInWork.Input> decoded = new ArrayList<>();
        List<Decoded> results = payloads.forEach(
                chunk.getFormat(), frames.open(), (payload, i) -> decode(payload, chunk, i, frames.source(i)));
        for (Decoded result : results) {
            switch (result) {
                case Whole whole -> decoded.add(new ChunkInWork.Input(whole.index(), whole.picture()));
                case Damaged damaged -> {
                    frames.hold(damaged.index(), Reasons.CORRUPT);
                    report.corrupt(damaged.cause());
                }
            }
        }
        report.payloadDecodeUs(clock.elapsedUs(begun));
        return decoded;
    }

    private static Decoded decode(FramePayload payload, VideoChunk chunk, int index, VideoFrame frame) {
        try {
            RgbPicture picture = payload.decode(frame.getData(), chunk.getWidth(), chunk.getHeight());
            return new Whole(index, new Picture(picture.width(), picture.height(), picture.rgb()));
        } catch (MediaException e) {
            return new Damaged(index, e);
        }
    }

    /** Why the model cannot take any of the chunk's pictures; null if it can. */
    private @Nullable String unfit(VideoChunk chunk) {
        if (chunk.getFormat() == PayloadFormat.UNKNOWN) {
            return Reasons.FORMAT;
        }
        int multiple = model.sideMultiple();
        boolean fits = chunk.getWidth() > 0
                && chunk.getHeight() > 0
                && chunk.getWidth() % multiple == 0
                && chunk.getHeight() % multiple == 0
                // Before its pictures are decoded: that takes memory as well.
                && (long) chunk.getWidth() * chunk.getHeight() <= model.mostPixels();
        return fits ? null : Reasons.SIZE;
    }

    private static Duration age(VideoChunk chunk, long nowUs) {
        List<VideoFrame> frames = chunk.getFrames();
        return frames.isEmpty()
                ? Duration.ZERO
                : Duration.of(nowUs - frames.getLast().getCapturedAtUs(), ChronoUnit.MICROS);
    }

    private long deadlineNanos(VideoChunk chunk, Duration age) {
        return chunk.getLive() ? clock.nowNanos() + lag.budget(age).toNanos() : Long.MAX_VALUE;
    }

    private sealed interface Decoded {}

    private record Whole(int index, Picture picture) implements Decoded {}

    private record Damaged(int index, MediaException cause) implements Decoded {}
}
