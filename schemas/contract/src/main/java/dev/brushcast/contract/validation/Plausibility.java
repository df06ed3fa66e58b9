package dev.brushcast.contract.validation;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.WorkerHealth;
import org.jspecify.annotations.Nullable;

/**
 * Whether a record's values can be. Bytes that are none of the contract's are the deserializer's affair; a record that
 * passes here can be calculated with: nothing overflows, no number makes work that is as long as it is high.
 *
 * <p>Every reader asks this before it uses a record. One record's values are compared with bounds and with each other;
 * what its neighbours say is not known here.
 */
public final class Plausibility {

    private Plausibility() {}

    /**
     * Lets a record pass.
     *
     * @param key of the record, which is its stream's id, or its worker's name
     * @param timestampMs of the record
     * @param value of the record; of a type that has no checks, only key and timestamp count
     * @throws ImplausibleRecordException if it cannot be
     */
    public static void require(@Nullable String key, long timestampMs, Object value) {
        Check.range("the record's timestamp", timestampMs, 0, Bounds.MAX_TIMESTAMP_MS);
        switch (value) {
            case VideoChunk chunk -> {
                key(key, chunk.getStreamId());
                VideoChecks.require(chunk);
            }
            case StyledChunk chunk -> {
                key(key, chunk.getStreamId());
                StyledChecks.require(chunk);
            }
            case AudioChunk chunk -> {
                key(key, chunk.getStreamId());
                AudioChecks.require(chunk);
            }
            case StyleUpdate update -> {
                key(key, update.getStreamId());
                StyleChecks.require(update);
            }
            case EpochStart start -> {
                key(key, start.getStreamId());
                Check.range("epoch", start.getEpoch(), 1, Bounds.MAX_EPOCH);
                Check.range("slot", start.getSlot(), 0, Integer.MAX_VALUE);
            }
            case DesiredStream stream -> {
                key(key, stream.getStreamId());
                StreamChecks.require(stream);
            }
            case ChunkTiming timing -> {
                key(key, timing.getStreamId());
                Check.range("epoch", timing.getEpoch(), 1, Bounds.MAX_EPOCH);
                Check.range("sequence", timing.getSequence(), 0, Bounds.MAX_NUMBER);
            }
            case WorkerHealth worker -> {
                Check.name("worker's name", worker.getWorker());
                if (!worker.getWorker().equals(key)) {
                    throw new ImplausibleRecordException(
                            "a record about worker " + worker.getWorker() + " has the key " + shortened(key));
                }
                WorkerChecks.require(worker);
            }
            default -> Check.name("key", key == null ? "" : key);
        }
    }

    private static void key(@Nullable String key, String streamId) {
        Check.name("stream's id", streamId);
        if (!streamId.equals(key)) {
            throw new ImplausibleRecordException(
                    "a record about stream " + streamId + " has the key " + shortened(key));
        }
    }

    private static @Nullable String shortened(@Nullable String key) {
        return key == null || key.length() <= Bounds.MAX_NAME_CHARS ? key : key.substring(0, Bounds.MAX_NAME_CHARS);
    }
}
