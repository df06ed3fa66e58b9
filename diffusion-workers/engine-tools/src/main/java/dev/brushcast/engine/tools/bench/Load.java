package dev.brushcast.engine.tools.bench;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.HdrHistogram.DoubleHistogram;

/**
 * Streams that each send a request as soon as the one before is done.
 *
 * @param streams how many
 * @param framesPerRequest how many frames each request has
 * @param style of all frames
 * @param still whether the pictures of a stream hardly change
 */
record Load(int streams, int framesPerRequest, Style style, boolean still) {

    private static final int PICTURES = 8;

    /**
     * What came out.
     *
     * @param frames all that have an outcome
     * @param seconds that it took
     * @param latencyMillis of each request
     */
    record Outcome(int frames, double seconds, DoubleHistogram latencyMillis) {

        double framesPerSecond() {
            return frames / seconds;
        }
    }

    Outcome run(DiffusionEngine engine, PictureSize size, Duration duration) {
        return run(engine, size, duration, 1);
    }

    /** Runs until the time is over and each stream has had so many requests. */
    Outcome run(DiffusionEngine engine, PictureSize size, Duration duration, int leastRequests) {
        long started = System.nanoTime();
        long end = started + duration.toNanos();
        DoubleHistogram latencies = Medians.histogram();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<List<Double>>> running = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                List<Picture> pictures = pictures(size, i);
                StreamSession session = engine.open("bench-" + i);
                running.add(
                        CompletableFuture.supplyAsync(() -> stream(session, pictures, end, leastRequests), clients));
            }
            for (CompletableFuture<List<Double>> stream : running) {
                stream.join().forEach(latencies::recordValue);
            }
        }
        return new Outcome(
                Math.toIntExact(latencies.getTotalCount()) * framesPerRequest,
                (System.nanoTime() - started) / 1e9,
                latencies);
    }

    private List<Double> stream(StreamSession session, List<Picture> pictures, long end, int leastRequests) {
        List<Double> latencies = new ArrayList<>();
        Continuity continuity = Continuity.NONE;
        long number = 0;
        do {
            List<SourceFrame> frames = new ArrayList<>();
            for (int i = 0; i < framesPerRequest; i++, number++) {
                Picture picture = pictures.get((int) (number % pictures.size()));
                frames.add(new SourceFrame(number, number * 33_333, picture, style));
            }
            long before = System.nanoTime();
            RenderResult result = session.render(new RenderRequest(frames, continuity, Long.MAX_VALUE))
                    .toCompletableFuture()
                    .join();
            latencies.add((System.nanoTime() - before) / 1e6);
            continuity = result.continuity();
            for (RenderedFrame frame : result.frames()) {
                if (frame instanceof RenderedFrame.Failed failed) {
                    throw new IllegalStateException(failed.reason() + ": " + failed.message());
                }
            }
        } while (System.nanoTime() < end || latencies.size() < leastRequests);
        return latencies;
    }

    private List<Picture> pictures(PictureSize size, int seed) {
        Random random = new Random(seed);
        byte[] scene = new byte[3 * size.pixels()];
        random.nextBytes(scene);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            byte[] rgb = scene.clone();
            if (still) {
                rgb[random.nextInt(rgb.length)]++;
            } else {
                random.nextBytes(rgb);
            }
            pictures.add(new Picture(size.width(), size.height(), rgb));
        }
        return pictures;
    }
}
