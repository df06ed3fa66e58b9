package dev.brushcast.egress.app;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.consume.AudioChunks;
import dev.brushcast.egress.consume.SlotReader;
import java.time.Duration;
import java.util.List;

/**
 * The sound topic as chunks.
 *
 * @param reader closed with this
 * @param firstEpoch earlier ones are passed over
 */
record AudioFeed(SlotReader<AudioChunk> reader, long firstEpoch) implements AutoCloseable {

    /** Chunks that have come. */
    List<AudioPackets> poll() {
        return reader.poll(Duration.ZERO).stream()
                .map(AudioChunks::toChunk)
                .filter(chunk -> chunk.epoch() >= firstEpoch)
                .toList();
    }

    @Override
    public void close() {
        reader.close();
    }
}
