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
import dev.brushcast.engine.PictureSize;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.picture.PictureScaler;
import dev.brushcast.worker.schedule.LagDecision;
import dev.brushcast.worker.schedule.RenderSize;
import dev.brushcast.worker.schedule.Schedule;
import dev.brushcast.worker.style.StyleTimeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what becomes of the frames of one model's chunks that the engine is not asked for, and decodes the others. Safe for use by several
 * threads.
 */
final class ChunkIntake {

    private final EngineDescription model;
    private final ChunkPace pace;
    private final WorkerClock clock;
    private final String worker;
    private final PayloadPool payloads;

    /** @param worker name of the worker, for the records */
    ChunkIntake(EngineDescription model, ChunkPace pace, WorkerClock clock, String worker, PayloadPool payloads) {
        this.model = model;
        this.pace = pace;
        this.clock = clock;
        this.worker = worker;
        this.payloads = payloads;
    }

    /** A chunk that has come in. */
    ChunkInWork take(SourceRecord source, StyleTimeline styles) {
        ChunkReport report = new ChunkReport(model, worker, clock);
        ChunkFrames frames = new ChunkFrames(source.chunk(), styles, looksBack());
        String unfit = unfit(source.chunk());
        ChunkPace.Paced paced = unfit == null
                ? pace.decide(source.chunk(), frames.firstStyle(), report.receivedAtUs())
                : new ChunkPace.Paced(Schedule.all(0), false, Long.MAX_VALUE, null);
        try {
            return take(source, frames, report, unfit, paced);
        } catch (RuntimeException e) {
            if (paced.work() != null) {
                paced.work().close();
            }
            throw e;
        }
    }

    /** A chunk that a session is shown again, however late it is. */
    ChunkInWork takeAgain(SourceRecord source, StyleTimeline styles) {
        VideoChunk chunk = source.chunk();
        ChunkPace.Paced unhurried = new ChunkPace.Paced(
                Schedule.all(chunk.getFrames().size()), false, pace.deadlineNanosOfNow(chunk), null);
        return take(
                source,
                new ChunkFrames(chunk, styles, looksBack()),
                new ChunkReport(model, worker, clock),
                unfit(chunk),
                unhurried);
    }

    private ChunkInWork take(
            SourceRecord source,
            ChunkFrames frames,
            ChunkReport report,
            @Nullable String unfit,
            ChunkPace.Paced paced) {
        VideoChunk chunk = source.chunk();
        if (unfit != null) {
            frames.open().forEach(i -> frames.hold(i, unfit));
        } else {
            skip(chunk, frames, paced.schedule());
            frames.takeAtMost(paced.schedule().mostSteps());
        }
        PictureSize size = RenderSize.of(
                new PictureSize(chunk.getWidth(), chunk.getHeight()),
                paced.schedule().percent(),
                model.sideMultiple());
        List<ChunkInWork.Input> inputs = StyledCopy.hasPictures(chunk)
                ? decode(chunk, frames, size, report)
                : frames.open().stream()
                        .map(i -> new ChunkInWork.Input(i, null))
                        .toList();
        return new ChunkInWork(source, frames, report, size, inputs, paced);
    }

    private boolean looksBack() {
        return model.lookbackFrames() > 0;
    }

    private static void skip(VideoChunk chunk, ChunkFrames frames, Schedule schedule) {
        boolean mayPass = StyledCopy.hasPictures(chunk) && FallbackPolicy.maySeeSource(chunk);
        for (int i : frames.open()) {
            if (schedule.decision() == LagDecision.PASSTHROUGH && mayPass) {
                frames.passThrough(i, Reasons.LATE);
            } else if (!schedule.rendered().contains(i)) {
                frames.reuse(i, FrameOutcome.REUSED_LATE);
            }
        }
    }

    /** Decodes the frames that are still open; those that are no pictures are held. */
    private List<ChunkInWork.Input> decode(VideoChunk chunk, ChunkFrames frames, PictureSize size, ChunkReport report) {
        long begun = clock.nowNanos();
        List<ChunkInWork.Input> decoded = new ArrayList<>();
        List<Decoded> results = payloads.forEach(
                chunk.getFormat(), frames.open(), (payload, i) -> decode(payload, chunk, size, i, frames.source(i)));
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

    private static Decoded decode(
            FramePayload payload, VideoChunk chunk, PictureSize size, int index, VideoFrame frame) {
        try {
            RgbPicture picture = PictureScaler.scale(
                    payload.decode(frame.getData(), chunk.getWidth(), chunk.getHeight()), size.width(), size.height());
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

    private sealed interface Decoded {}

    private record Whole(int index, Picture picture) implements Decoded {}

    private record Damaged(int index, MediaException cause) implements Decoded {}
}
