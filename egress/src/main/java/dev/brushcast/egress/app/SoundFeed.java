package dev.brushcast.egress.app;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.egress.consume.SlotReader;
import dev.brushcast.egress.consume.SoundChunks;
import dev.brushcast.egress.sound.SoundChunk;
import java.time.Duration;
import java.util.List;

/**
 * The sound topic as chunks.
 *
 * @param reader closed with this
 * @param firstEpoch earlier ones are passed over
 */
record SoundFeed(SlotReader<AudioChunk> reader, long firstEpoch) implements AutoCloseable {

    /** Chunks that have come. */
    List<SoundChunk> poll() {
        return reader.poll(Duration.ZERO).stream()
                .map(SoundChunks::toChunk)
                .filter(chunk -> chunk.epoch() >= firstEpoch)
                .toList();
    }

    @Override
    public void close() {
        reader.close();
    }
}
