package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.VideoChunk;

/**
 * A chunk and the bytes it was read from, which go to the dead-letter topic as they are if its pictures are damaged.
 *
 * @param chunk what the record says
 * @param raw the record's value; not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record ReceivedChunk(VideoChunk chunk, byte[] raw) {}
