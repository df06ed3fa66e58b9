package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.fallback.StyledCopy;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.media.MediaException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is noted while a chunk is rendered, and the record made of it. Owned by the thread that renders the chunk. */
final class ChunkReport {

    private final EngineDescription model;
    private final String worker;
    private final WorkerClock clock;
    private final long receivedAtUs;
    private long payloadDecodeUs;
    private long payloadEncodeUs;
    private @Nullable MediaException corruption;
    private final Map<String, String> failures = new HashMap<>();

    ChunkReport(EngineDescription model, String worker, WorkerClock clock) {
        this.model = model;
        this.worker = worker;
        this.clock = clock;
        receivedAtUs = clock.nowUs();
    }

    long receivedAtUs() {
        return receivedAtUs;
    }

    void payloadDecodeUs(long elapsed) {
        payloadDecodeUs = elapsed;
    }

    /** Adds to what was noted before: a chunk's pictures may come one after the other. */
    void payloadEncodeUs(long elapsed) {
        payloadEncodeUs += elapsed;
    }

    /** Remembers the first cause; the others are mostly the same. */
    void corrupt(MediaException cause) {
        if (corruption == null) {
            corruption = cause;
        }
    }

    /** Remembers what the engine says of the first frame that fails for a reason. */
    void failed(String reason, String message) {
        failures.putIfAbsent(reason, message);
    }

    /** By reason. */
    Map<String, String> failures() {
        return failures;
    }

    /** Why the first picture that is damaged could not be read; null if none is. */
    @Nullable
    MediaException corruption() {
        return corruption;
    }

    /**
     * The record, finished now.
     *
     * @param slate whether what is held of it is a slate
     */
    StyledChunk styled(VideoChunk source, List<StyledFrame> frames, boolean slate) {
        return StyledCopy.of(source)
                .setFrames(frames)
                .setSlate(slate)
                .setModel(model.model())
                .setDevice(model.device())
                .setWorker(worker)
                .setReceivedAtUs(receivedAtUs)
                .setFinishedAtUs(clock.nowUs())
                .setPayloadDecodeUs(payloadDecodeUs)
                .setPayloadEncodeUs(payloadEncodeUs)
                .setModelHash(model.modelHash())
                .build();
    }
}
