package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.VideoChunk;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads a chunk and keeps its bytes. */
final class ReceivedChunkDeserializer implements Deserializer<ReceivedChunk> {

    private final Deserializer<VideoChunk> chunks;

    ReceivedChunkDeserializer(Deserializer<VideoChunk> chunks) {
        this.chunks = chunks;
    }

    @Override
    public ReceivedChunk deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            throw new SerializationException("A record without a value on topic " + topic + " is no chunk");
        }
        return new ReceivedChunk(chunks.deserialize(topic, value), value);
    }
}
