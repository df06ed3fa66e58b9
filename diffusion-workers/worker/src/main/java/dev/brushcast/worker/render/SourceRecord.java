package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.VideoChunk;

/**
 * A source chunk and the record that it came in.
 *
 * @param key of the record
 * @param timestampMs of the record, ms since 1970
 * @param offset of the record in its slot
 */
public record SourceRecord(VideoChunk chunk, String key, long timestampMs, long offset) {

    SourcePlace place() {
        return new SourcePlace(chunk.getSequence(), offset, chunk.getFrames().size());
    }
}
