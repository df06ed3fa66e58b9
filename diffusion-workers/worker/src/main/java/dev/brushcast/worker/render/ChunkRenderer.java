package dev.brushcast.worker.render;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StageNanos;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.worker.style.StyleTimeline;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Renders one chunk at a time: decodes its pictures, asks the engine, encodes what comes back. Every source frame gets
 * exactly one outcome. Nothing is in flight between chunks, and nothing but a {@link StreamState} links them.
 *
 * <p>Safe for use by several threads, one stream each; their frames share the engine's batches.
 */
public final class ChunkRenderer implements AutoCloseable {

    private final EngineDescription model;
    private final EngineCall engine;
    private final LagPolicy lag;
    private final WorkerClock clock;
    private final String worker;
    private final PayloadPool payloads;
    private final PromptedStreams prompted = new PromptedStreams();

    /**
     * @param worker name of the worker, for the records
     * @param limit how long the engine may take for a chunk before the worker goes on without
     * @param payloadThreads how many pictures are decoded or encoded at a time, at least 1
     */
    public ChunkRenderer(
            DiffusionEngine engine,
            LagPolicy lag,
            WorkerClock clock,
            String worker,
            Duration limit,
            int payloadThreads) {
        this.model = engine.description();
        this.engine = new EngineCall(engine, limit);
        this.lag = lag;
        this.clock = clock;
        this.worker = worker;
        this.payloads = new PayloadPool(payloadThreads);
    }

    /** Why the model cannot render a stream in a style; empty if it can. */
    public Optional<String> refusal(String streamId, Style style) {
        return engine.refusal(style, !prompted.contains(streamId));
    }

    /**
     * Renders a chunk; waits for it.
     *
     * @param styles of the chunk's stream
     * @param before the state after the stream's last chunk; of another epoch, it does not count
     * @throws dev.brushcast.engine.EngineException if the engine is closed or broken
     */
    public RenderedChunk render(VideoChunk chunk, StyleTimeline styles, StreamState before) {
        prompted.note(chunk);
        StreamState start = before.epoch() == chunk.getEpoch() ? before : StreamState.startOf(chunk.getEpoch());
        ChunkReport report = new ChunkReport(model, worker, clock);
        Duration age = age(chunk, report.receivedAtUs());
        LagDecision decision = lag.decide(age, chunk.getLive());
        ChunkFrames frames = new ChunkFrames(chunk, styles);
        String unfit = unfit(chunk);
        if (unfit != null) {
            frames.open().forEach(i -> frames.hold(i, unfit));
        } else {
            skip(chunk, frames, decision);
        }
        List<Input> inputs = Formats.hasNoPictures(chunk)
                ? frames.open().stream().map(i -> new Input(i, null)).toList()
                : decode(chunk, frames, report);
        StreamState after = inputs.isEmpty() ? start : render(chunk, frames, inputs, start, age, report);
        return report.chunk(
                chunk,
                frames.outcomes(),
                frames.passedThrough() ? after.withoutReference() : after,
                decision,
                lag.skipsNext(age, length(chunk), chunk.getLive()));
    }

    private static void skip(VideoChunk chunk, ChunkFrames frames, LagDecision decision) {
        for (int i : frames.open()) {
            if (decision == LagDecision.PASSTHROUGH && !Formats.hasNoPictures(chunk)) {
                frames.passThrough(i, Reasons.LATE);
            } else if (!decision.renders(frames.source(i).getNumber())) {
                frames.reuse(i, FrameOutcome.REUSED_LATE);
            }
        }
    }

    /** Decodes the frames that are still open; those that are no pictures are held. */
    private List<Input> decode(VideoChunk chunk, ChunkFrames frames, ChunkReport report) {
        long begun = clock.nowNanos();
        List<Input> decoded = new ArrayList<>();
        List<Decoded> results = payloads.forEach(
                chunk.getFormat(), frames.open(), (payload, i) -> decode(payload, chunk, i, frames.source(i)));
        for (Decoded result : results) {
            switch (result) {
                case Input input -> decoded.add(input);
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
            return new Input(index, new Picture(picture.width(), picture.height(), picture.rgb()));
        } catch (MediaException e) {
            return new Damaged(index, e);
        }
    }

    private StreamState render(
            VideoChunk chunk,
            ChunkFrames frames,
            List<Input> inputs,
            StreamState start,
            Duration age,
            ChunkReport report) {
        RenderRequest request = new RenderRequest(
                inputs.stream().map(input -> source(chunk, frames, input)).toList(),
                Carry.toEngine(start, payloads),
                deadlineNanos(chunk, age));
        try (StreamSession session = engine.open(chunk.getStreamId())) {
            RenderResult result = engine.await(session, request);
            accept(chunk, frames, inputs, result, report);
            return Carry.toState(
                    start, result.continuity(), chunk, frames.lastStyle().similarity() != null);
        } catch (RenderTimeoutException e) {
            inputs.forEach(input -> frames.hold(input.index(), Reasons.TIMEOUT));
            return start;
        }
    }

    private static SourceFrame source(VideoChunk chunk, ChunkFrames frames, Input input) {
        VideoFrame frame = frames.source(input.index());
        long mediaTimeUs = MediaTime.of(chunk, frame);
        Style style = frames.style(input.index());
        return input.picture() == null
                ? SourceFrame.made(frame.getNumber(), mediaTimeUs, chunk.getWidth(), chunk.getHeight(), style)
                : new SourceFrame(frame.getNumber(), mediaTimeUs, input.picture(), style);
    }

    private void accept(
            VideoChunk chunk, ChunkFrames frames, List<Input> inputs, RenderResult result, ChunkReport report) {
        List<Output> styled = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            int index = inputs.get(i).index();
            switch (result.frames().get(i)) {
                case RenderedFrame.Styled done -> styled.add(new Output(index, done));
                case RenderedFrame.Similar _ -> frames.reuse(index, FrameOutcome.REUSED_SIMILAR);
                case RenderedFrame.Late _ -> frames.reuse(index, FrameOutcome.REUSED_LATE);
                case RenderedFrame.Failed failed -> {
                    frames.hold(index, failed.reason());
                    report.failed(failed);
                }
                case RenderedFrame.NoRoom _ -> frames.passThrough(index, Reasons.MEMORY);
            }
        }
        long begun = clock.nowNanos();
        List<byte[]> encoded = payloads.forEach(Formats.ofStyled(chunk), styled, ChunkRenderer::encode);
        report.payloadEncodeUs(clock.elapsedUs(begun));
        for (int i = 0; i < styled.size(); i++) {
            frames.styled(
                    styled.get(i).index(),
                    encoded.get(i),
                    timings(styled.get(i).frame().stages()));
        }
    }

    private static byte[] encode(FramePayload payload, Output output) {
        Picture picture = output.frame().picture();
        return payload.encode(new RgbPicture(picture.width(), picture.height(), picture.rgb()));
    }

    private static StageTimings timings(StageNanos nanos) {
        return new StageTimings(
                nanos.queue() / 1_000, nanos.encode() / 1_000, nanos.denoise() / 1_000, nanos.decode() / 1_000);
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

    private static Duration length(VideoChunk chunk) {
        return Duration.of(
                chunk.getFrames().stream().mapToLong(VideoFrame::getDurationUs).sum(), ChronoUnit.MICROS);
    }

    private long deadlineNanos(VideoChunk chunk, Duration age) {
        return chunk.getLive() ? clock.nowNanos() + lag.budget(age).toNanos() : Long.MAX_VALUE;
    }

    @Override
    public void close() {
        payloads.close();
    }

    private sealed interface Decoded {}

    /** @param picture null: it is to be made */
    private record Input(int index, @Nullable Picture picture) implements Decoded {}

    private record Damaged(int index, MediaException cause) implements Decoded {}

    private record Output(int index, RenderedFrame.Styled frame) {}
}
