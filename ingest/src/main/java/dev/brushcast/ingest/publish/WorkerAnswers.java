package dev.brushcast.ingest.publish;

import dev.brushcast.contract.avro.VideoChunk;

/** How far the workers have come with a stream. Used by one thread. */
interface WorkerAnswers extends AutoCloseable {

    /** A chunk. */
    record Place(long epoch, long sequence) {

        /** Before all chunks. */
        static final Place NONE = new Place(0, 0);

        boolean isAtLeast(VideoChunk chunk) {
            return epoch > chunk.getEpoch() || (epoch == chunk.getEpoch() && sequence >= chunk.getSequence());
        }
    }

    /** The last chunk that they have answered, and with it all before it; does not wait. */
    Place reached();

    @Override
    void close();
}
