package dev.brushcast.worker.app;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.kit.lifecycle.OwnedThread;
import dev.brushcast.worker.Chunks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Live streams, one in each slot, that send a chunk of four frames every 160 ms until they are closed. */
final class LiveStreams implements AutoCloseable {

    static final Duration CHUNK = Duration.ofMillis(Chunks.FRAMES * Chunks.FRAME_MS);

    private final WorkerCluster cluster;
    private final List<String> names;
    private final long startUs = nowUs();
    private final AtomicLong sent = new AtomicLong();
    private final OwnedThread thread;
    private volatile boolean stopping;

    LiveStreams(WorkerCluster cluster, String prefix, int streams) {
        this.cluster = cluster;
        names = IntStream.range(0, streams).mapToObj(slot -> prefix + slot).toList();
        thread = new OwnedThread("live-streams", this::send, _ -> {});
        thread.start();
    }

    List<String> names() {
        return names;
    }

    /** How many chunks each stream has sent. */
    long sent() {
        return sent.get();
    }

    private void send() {
        long due = System.nanoTime();
        for (long sequence = 0; !stopping; sequence++) {
            for (int slot = 0; slot < names.size(); slot++) {
                cluster.publish(slot, chunk(names.get(slot), sequence));
            }
            sent.incrementAndGet();
            due += CHUNK.toNanos();
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private VideoChunk chunk(String streamId, long sequence) {
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < Chunks.FRAMES; i++) {
            pictures.add(Chunks.picture((int) (sequence * Chunks.FRAMES + i) % 90));
        }
        long nowUs = nowUs();
        VideoChunk.Builder chunk = Chunks.builder(streamId, 1, sequence, pictures)
                .setLive(true)
                .setEpochStartUs(startUs)
                .setPublishedAtUs(nowUs);
        chunk.setFrames(chunk.getFrames().stream()
                .map(frame -> captured(frame, sequence, nowUs))
                .toList());
        return chunk.build();
    }

    private static VideoFrame captured(VideoFrame frame, long sequence, long lastAtUs) {
        long before = (sequence + 1) * Chunks.FRAMES - 1 - frame.getNumber();
        return VideoFrame.newBuilder(frame)
                .setCapturedAtUs(lastAtUs - before * Chunks.FRAME_US)
                .build();
    }

    static long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** Sends nothing more; everything that was sent can be read. */
    @Override
    public void close() {
        stopping = true;
        thread.join(Duration.ofSeconds(30)).ifPresent(stuck -> {
            throw new IllegalStateException("the streams hang", stuck);
        });
    }

    /** What became of a stream's chunks, as viewers read them; waits for all. */
    List<StyledChunk> styled(String streamId) {
        return cluster.read(Topics.UNPREFIXED.styledVideo(), streamId, (int) sent()).stream()
                .map(record -> cluster.serdes
                        .value(StyledChunk.class)
                        .deserializer()
                        .deserialize(record.topic(), record.value()))
                .toList();
    }

    /** How long after its last frame was captured a chunk was done. */
    static Duration delay(StyledChunk chunk) {
        return Duration.of(chunk.getFinishedAtUs() - chunk.getFrames().getLast().getCapturedAtUs(), ChronoUnit.MICROS);
    }
}
