package dev.brushcast.worker.fleet;

import dev.brushcast.contract.avro.WorkerCapacity;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.kit.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many frames a second an engine renders when several streams at once have always another chunk for it: batches, encoding
 * and decoding in it, what is said of a single batch is not enough. For before the worker takes part.
 */
public final class CapacityTrial {

    private static final Logger LOGGER = LoggerFactory.getLogger(CapacityTrial.class);
    private static final String STREAM = "capacity-trial-";
    private static final int STREAMS = 4;
    private static final int CHUNK = 4;
    private static final List<Style.Steps> STEPS =
            List.of(Style.Steps.at(List.of(25)), Style.Steps.at(List.of(10, 20, 30, 40)));

    private final DiffusionEngine engine;
    private final Duration length;
    private final Duration timeout;
    private final LongSupplier nanos;

    /**
     * @param length of one trial; one round of chunks, if that takes longer
     * @param timeout how long one may take at all
     */
    public CapacityTrial(DiffusionEngine engine, Duration length, Duration timeout, LongSupplier nanos) {
        this.engine = engine;
        this.length = length;
        this.timeout = timeout;
        this.nanos = nanos;
    }

    /** Of these sizes with the model's own steps, of the first with one and four as well. What the model cannot do is left out. */
    public List<WorkerCapacity> run(List<PictureSize> sizes) {
        List<WorkerCapacity> points = new ArrayList<>();
        for (PictureSize size : sizes) {
            add(points, size, Style.Steps.DEFAULT);
            if (size.equals(sizes.getFirst()) && !points.isEmpty()) {
                STEPS.forEach(steps -> add(points, size, steps));
            }
        }
        return points;
    }

    private void add(List<WorkerCapacity> points, PictureSize size, Style.Steps steps) {
        Style style = Style.of("").withSteps(steps);
        if (engine.refusal(style, true).isPresent()) {
            return;
        }
        try {
            double rate = framesPerSecond(size, style);
            if (rate > 0) {
                points.add(new WorkerCapacity(
                        size.width(), size.height(), steps.tIndexList().size(), rate));
            }
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.warn("How much the engine can do at {} was not measured: {}", size, Reason.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while the engine's capacity was measured", e);
        }
    }

    private double framesPerSecond(PictureSize size, Style style)
            throws ExecutionException, TimeoutException, InterruptedException {
        // A model that looks back has memory for few streams.
        int streams = engine.description().lookbackFrames() > 0 ? 1 : STREAMS;
        List<Future<Long>> running = new ArrayList<>();
        long start = nanos.getAsLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < streams; i++) {
                    String stream = STREAM + i;
                    running.add(threads.submit(() -> rendered(stream, size, style, start)));
                }
                long frames = 0;
                for (Future<Long> one : running) {
                    frames += one.get(timeout.toNanos() - (nanos.getAsLong() - start), TimeUnit.NANOSECONDS);
                }
                return frames / Math.max(1e-9, (nanos.getAsLong() - start) / 1e9);
            } finally {
                running.forEach(one -> one.cancel(true));
            }
        }
    }

    private long rendered(String stream, PictureSize size, Style style, long start)
            throws ExecutionException, InterruptedException {
        Picture picture = new Picture(size.width(), size.height(), new byte[3 * size.pixels()]);
        long sent = 0;
        long rendered = 0;
        try (StreamSession session = engine.open(stream)) {
            do {
                List<SourceFrame> frames = LongStream.range(sent, sent + CHUNK)
                        .mapToObj(number -> new SourceFrame(number, number, picture, style))
                        .toList();
                sent += CHUNK;
                RenderResult result = session.render(new RenderRequest(frames, Continuity.NONE, Long.MAX_VALUE))
                        .toCompletableFuture()
                        .get();
                rendered += styled(result.results());
            } while (nanos.getAsLong() - start < length.toNanos());
            return rendered + styled(session.drain().toCompletableFuture().get());
        }
    }

    private static long styled(List<FrameResult> results) {
        return results.stream()
                .filter(result -> result.outcome() instanceof RenderedFrame.Styled)
                .count();
    }
}
