package dev.brushcast.compose.bench;

import java.time.Duration;

/**
 * Live streams as brokers meet them.
 *
 * @param streams each on a slot of its own
 * @param fps frames a second of each
 * @param chunkFrames frames in a record
 * @param frameBytes of a picture, source and styled alike
 * @param replication copies of each topic
 * @param seconds how long they run
 */
public record BrokerLoad(int streams, int fps, int chunkFrames, int frameBytes, int replication, int seconds) {

    /** From a chunk of a stream to its next. */
    Duration chunkLength() {
        return Duration.ofNanos(chunkFrames * Duration.ofSeconds(1).toNanos() / fps);
    }

    /** Chunks of each stream. */
    int chunks() {
        return (int) Duration.ofSeconds(seconds).dividedBy(chunkLength());
    }
}
