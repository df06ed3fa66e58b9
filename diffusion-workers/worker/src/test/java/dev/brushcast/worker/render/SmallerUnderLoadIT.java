package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.fake.FakeEngine;
import dev.brushcast.engine.fake.FakeSpeed;
import dev.brushcast.engine.fake.Pause;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.schedule.FrameBudget;
import dev.brushcast.worker.schedule.Viewers;
import dev.brushcast.worker.style.StyleHistory;
import dev.brushcast.worker.style.StyleTimeline;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live streams on an engine that takes its time by pixels, all in real time. */
class SmallerUnderLoadIT {

    private static final int CHUNKS = 32;
    /** Not much less than what an engine measures itself with when it opens, or that takes minutes. */
    private static final int SIDE = 256;

    private static final long CHUNK_MS = Chunks.FRAMES * Chunks.FRAME_MS;
    /** What lies before is how the load is found out. */
    private static final int COUNTED_FROM = 8;

    @TempDir
    Path folder;

    /** 100 frames a second, of which one of full size takes 20 ms and one of half size 5. */
    @Test
    void streamsThatMayBeSmallerAreOnTimeAtTwiceWhatFullSizeCarriesAndOthersAreThinnedOutAsBefore() throws Exception {
        double smaller = styledShare(4, 50);
        double full = styledShare(4, 0);

        assertThat(smaller).as("of those that may be smaller").isGreaterThan(0.9);
        assertThat(full).as("of those that may not").isBetween(0.25, 0.7);
    }

    private double styledShare(int streams, int smallestSize) throws Exception {
        FakeSpeed speed = new FakeSpeed(
                Map.of(1, Duration.ofMillis(20), 8, Duration.ofMillis(160)), Duration.ZERO, Duration.ZERO, SIDE * SIDE);
        Style style = Style.of("ink").withSmallestSize(smallestSize);
        StyleTimeline styles = new StyleTimeline(time -> new StyleHistory.Entry(style, 0, 0));
        DiffusionEngine engine = FakeEngine.open(EngineConfig.of(folder), speed, Pause.SLEEPING);
        try (ChunkRenderer shared = new ChunkRenderer(
                        List.of(engine),
                        FrameBudget.DEFAULT,
                        Viewers.UNKNOWN,
                        new WorkerClock(Instant::now, System::nanoTime),
                        "w",
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        2);
                ExecutorService threads = Executors.newFixedThreadPool(streams)) {
            List<Future<Integer>> styled = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                String id = "s" + i;
                styled.add(threads.submit(() -> play(shared, id, styles)));
            }
            int sum = 0;
            for (Future<Integer> one : styled) {
                sum += one.get();
            }
            return (double) sum / (streams * (CHUNKS - COUNTED_FROM) * Chunks.FRAMES);
        } finally {
            engine.close();
        }
    }

    /** A stream's chunks at their times; gives how many frames were styled. */
    private static int play(ChunkRenderer shared, String id, StyleTimeline styles) throws InterruptedException {
        int styled = 0;
        long begunMs = System.currentTimeMillis();
        try (TaskRenderer task = shared.ofTask(MemoryLog.EMPTY)) {
            StreamState state = StreamState.startOf(1, null);
            for (int sequence = 0; sequence < CHUNKS; sequence++) {
                long dueMs = begunMs + (sequence + 1) * CHUNK_MS;
                Thread.sleep(Math.max(0, dueMs - System.currentTimeMillis()));
                VideoChunk chunk = live(id, sequence, begunMs);
                Progress progress =
                        task.render(new SourceRecord(chunk, id, Chunks.timestamp(chunk), sequence), styles, state);
                state = progress.state();
                styled += sequence < COUNTED_FROM
                        ? 0
                        : (int) progress.chunks().stream()
                                .flatMap(rendered -> rendered.styled().getFrames().stream())
                                .filter(frame -> frame.getOutcome() == FrameOutcome.STYLED)
                                .count();
            }
        }
        return styled;
    }

    private static VideoChunk live(String id, int sequence, long begunMs) {
        VideoChunk chunk = Chunks.chunk(id, 1, sequence);
        List<VideoFrame> frames = new ArrayList<>();
        for (VideoFrame frame : chunk.getFrames()) {
            long capturedMs = begunMs + (frame.getNumber() + 1) * Chunks.FRAME_MS;
            frames.add(VideoFrame.newBuilder(frame)
                    .setCapturedAtUs(1_000 * capturedMs)
                    .setData(ByteBuffer.wrap(new byte[3 * SIDE * SIDE]))
                    .build());
        }
        return VideoChunk.newBuilder(chunk)
                .setLive(true)
                .setWidth(SIDE)
                .setHeight(SIDE)
                .setFrames(frames)
                .setPublishedAtUs(1_000 * (begunMs + (sequence + 1) * CHUNK_MS))
                .build();
    }
}
