package dev.brushcast.ingest.publish;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.ingest.config.FallbackConfig;

/**
 * Takes everything that an ingest has to say about its stream. Used by one thread. What was not taken is told by a {@link
 * DeliveryException} of a later call.
 */
public interface StreamOutput extends AutoCloseable {

    /**
     * Bounds what is published of an epoch and not yet styled: {@code publish} waits for workers from here on. To be
     * called before the epoch's first chunk, and not at all for one that is not to be bounded.
     */
    void holdBack(long epoch, long maxUnstyledBytes);

    /**
     * From here on, chunks of which no worker says anything are answered in its place. To be called before each live epoch's
     * first chunk, and not at all for a recording, which waits for its workers.
     */
    void standBy(FallbackConfig fallback);

    /** Nothing is held back any more. */
    void endEpoch();

    /**
     * Sends a chunk of picture; its record timestamp is the media time of its first frame.
     *
     * @param endPtsUs when it is empty: the end of the epoch, presentation time
     */
    void publish(VideoChunk chunk, long endPtsUs) throws InterruptedException;

    /**
     * Sends a chunk of audio; its record timestamp is the media time of its first packet.
     *
     * @param endPtsUs when it is empty: the end of the epoch, presentation time
     */
    void publish(AudioChunk chunk, long endPtsUs) throws InterruptedException;

    void publish(EpochStart start) throws InterruptedException;

    void publish(StreamEvent event) throws InterruptedException;

    /** Returns when the cluster has everything that was published. */
    void awaitDelivery() throws InterruptedException;

    /**
     * Begins anew after brokers were away; what they did not take by then is lost.
     *
     * @throws TakenOverException if they were not away, but another one has claimed the stream
     */
    void recover() throws InterruptedException;

    @Override
    void close();
}
