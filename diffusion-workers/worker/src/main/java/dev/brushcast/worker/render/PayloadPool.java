package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes and encodes the pictures of a chunk side by side, on a few threads that all streams share. A codec is used by
 * one thread at a time and goes from one to the next with its contexts open.
 */
final class PayloadPool implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PayloadPool.class);
    private static final long CLOSE_SECONDS = 5;

    private final ExecutorService threads;
    private final Map<PayloadFormat, Queue<FramePayload>> idle = new EnumMap<>(PayloadFormat.class);

    PayloadPool(int size) {
        threads = Executors.newFixedThreadPool(
                size, Thread.ofPlatform().name("payload-", 0).daemon().factory());
        for (PayloadFormat format : PayloadFormat.values()) {
            idle.put(format, new ConcurrentLinkedQueue<>());
        }
    }

    /**
     * Does the same with each item and waits for all.
     *
     * @return the results, in the items' order
     * @throws java.util.concurrent.CompletionException with what the first item that failed threw
     */
    <T, R> List<R> forEach(PayloadFormat format, List<T> items, BiFunction<FramePayload, T, R> work) {
        List<CompletableFuture<R>> results = items.stream()
                .map(item -> CompletableFuture.supplyAsync(() -> withCodec(format, item, work), threads))
                .toList();
        return results.stream().map(CompletableFuture::join).toList();
    }

    private <T, R> R withCodec(PayloadFormat format, T item, BiFunction<FramePayload, T, R> work) {
        Queue<FramePayload> codecs = idle.getOrDefault(format, new ConcurrentLinkedQueue<>());
        FramePayload borrowed = codecs.poll();
        FramePayload codec = borrowed == null ? FramePayloads.of(format) : borrowed;
        try {
            return work.apply(codec, item);
        } finally {
            codecs.add(codec);
        }
    }

    /** Waits for work in progress, then frees the codecs. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.warn("Payload threads are still busy after {} s; their codecs are left open", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        idle.values().forEach(codecs -> {
            for (FramePayload codec = codecs.poll(); codec != null; codec = codecs.poll()) {
                codec.close();
            }
        });
    }
}
