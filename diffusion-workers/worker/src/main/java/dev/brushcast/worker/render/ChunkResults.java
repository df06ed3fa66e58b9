package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.fallback.FallbackPolicy;
import dev.brushcast.contract.fallback.StyledCopy;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.StageNanos;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.picture.PictureScaler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Gives frames the outcomes that the engine says, and encodes their pictures. Safe for use by several threads. */
final class ChunkResults {

    private final PayloadPool payloads;
    private final WorkerClock clock;

    ChunkResults(PayloadPool payloads, WorkerClock clock) {
        this.payloads = payloads;
        this.clock = clock;
    }

    /**
     * Notes the outcomes of frames.
     *
     * @param chunks that have frames in the engine
     * @return whether the engine had room for all of them
     * @throws IllegalStateException if the engine answers for a frame that it was not asked for
     */
    boolean accept(Collection<ChunkInWork> chunks, List<FrameResult> results) {
        List<FrameResult> left = new ArrayList<>(results);
        for (ChunkInWork chunk : chunks) {
            accept(chunk, left);
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException(
                    "the engine answers for frame " + left.getFirst().number() + ", which it was not asked for");
        }
        return results.stream().noneMatch(result -> result.outcome() instanceof RenderedFrame.NoRoom);
    }

    /** Takes what is the chunk's off the list. */
    private void accept(ChunkInWork chunk, List<FrameResult> results) {
        ChunkFrames frames = chunk.frames();
        List<Output> styled = new ArrayList<>();
        for (int index : frames.open()) {
            long number = frames.source(index).getNumber();
            FrameResult result = null;
            for (FrameResult candidate : results) {
                if (candidate.number() == number) {
                    result = candidate;
                    break;
                }
            }
            if (result == null) {
                continue; // comes later
            }
            results.remove(result);
            switch (result.outcome()) {
                case RenderedFrame.Styled done -> styled.add(new Output(index, done));
                case RenderedFrame.Similar _ -> frames.reuse(index, FrameOutcome.REUSED_SIMILAR);
                case RenderedFrame.Late _ -> frames.reuse(index, FrameOutcome.REUSED_LATE);
                case RenderedFrame.Failed failed -> {
                    frames.hold(index, failed.reason());
                    chunk.report().failed(failed.reason(), failed.message());
                }
                case RenderedFrame.NoRoom full -> {
                    noRoom(chunk, index);
                    chunk.report().failed(Reasons.MEMORY, full.message());
                }
            }
        }
        encode(chunk, styled);
    }

    private static void noRoom(ChunkInWork chunk, int index) {
        VideoChunk source = chunk.source().chunk();
        if (StyledCopy.hasPictures(source) && FallbackPolicy.maySeeSource(source)) {
            chunk.frames().passThrough(index, Reasons.MEMORY);
        } else {
            chunk.frames().hold(index, Reasons.MEMORY);
        }
    }

    private void encode(ChunkInWork chunk, List<Output> styled) {
        VideoChunk source = chunk.source().chunk();
        long begun = clock.nowNanos();
        List<byte[]> encoded = payloads.forEach(
                StyledCopy.formatOf(source), styled, (payload, output) -> encode(payload, output, source));
        chunk.report().payloadEncodeUs(clock.elapsedUs(begun));
        for (int i = 0; i < styled.size(); i++) {
            Output output = styled.get(i);
            chunk.frames()
                    .styled(
                            output.index(),
                            encoded.get(i),
                            timings(output.frame().stages()),
                            output.frame().veiled());
        }
    }

    /** At the chunk's own size, whatever it was rendered in. */
    private static byte[] encode(FramePayload payload, Output output, VideoChunk source) {
        Picture picture = output.frame().picture();
        return payload.encode(PictureScaler.scale(
                new RgbPicture(picture.width(), picture.height(), picture.rgb()),
                source.getWidth(),
                source.getHeight()));
    }

    private static StageTimings timings(StageNanos nanos) {
        return new StageTimings(
                nanos.queue() / 1_000, nanos.encode() / 1_000, nanos.denoise() / 1_000, nanos.decode() / 1_000);
    }

    private record Output(int index, RenderedFrame.Styled frame) {}
}
