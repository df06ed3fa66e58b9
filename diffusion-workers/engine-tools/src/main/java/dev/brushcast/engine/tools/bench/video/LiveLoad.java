package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Streams whose frames come at their own pace: a chunk is handed in once its last frame is there and the chunk before is done, and is
 * late if it is not begun by its deadline, as in a worker.
 *
 * @param clip of all of them, at its frame rate
 * @param style of all frames
 * @param deadline from when a chunk's last frame is there until it must be out
 */
record LiveLoad(Clip clip, Style style, Duration deadline) {

    static final int CHUNK = 4;

    /**
     * What became of a chunk.
     *
     * @param readyNanos when its last frame was there
     * @param outNanos when it came out
     * @param late whether it was given up
     */
    record Chunk(long readyNanos, long outNanos, boolean late) {

        boolean inTime(Duration deadline) {
            return !late && outNanos - readyNanos <= deadline.toNanos();
        }
    }

    /** Each stream's chunks, in order. */
    List<List<Chunk>> run(DiffusionEngine engine, int streams, Duration duration) {
        long periodNanos = Math.round(CHUNK * 1e9 / clip.framesPerSecond());
        int chunks = (int) Math.max(2, Math.round((double) duration.toNanos() / periodNanos));
        long started = System.nanoTime();
        return Streams.run(engine, streams, (session, stream) -> {
            // Streams do not begin at the same moment.
            long begin = started + periodNanos * stream / streams;
            return stream(session, chunks, at -> begin + (at + 1) * periodNanos);
        });
    }

    private interface Ready {
        long nanos(long chunk);
    }

    private List<Chunk> stream(StreamSession session, int chunks, Ready ready) {
        List<Chunk> done = new ArrayList<>();
        for (int at = 0; at < chunks; at++) {
            long readyNanos = ready.nanos(at);
            for (long left = readyNanos - System.nanoTime(); left > 0; left = readyNanos - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            RenderRequest request = new RenderRequest(
                    StyledFrames.chunk(clip, style, (long) at * CHUNK, (long) (at + 1) * CHUNK),
                    Continuity.NONE,
                    readyNanos + deadline.toNanos());
            add(StyledFrames.join(session.render(request)).results(), ready, done);
        }
        add(StyledFrames.join(session.drain()), ready, done);
        return done;
    }

    private static void add(List<FrameResult> results, Ready ready, List<Chunk> done) {
        long now = System.nanoTime();
        for (FrameResult result : results) {
            boolean late = result.outcome() instanceof RenderedFrame.Late;
            if (!late && !(result.outcome() instanceof RenderedFrame.Styled)) {
                throw StyledFrames.notRendered(result.number(), result.outcome());
            }
            if (result.number() % CHUNK == 0) {
                done.add(new Chunk(ready.nanos(result.number() / CHUNK), now, late));
            }
        }
    }
}
