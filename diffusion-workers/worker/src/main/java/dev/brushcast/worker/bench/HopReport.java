package dev.brushcast.worker.bench;

/**
 * A chunk's way through Kafka.
 *
 * @param chunks how many were measured
 * @param chunkBytes of one record's pictures
 * @param toWorker from handing a chunk to the producer until the worker begins with it
 * @param inWorker from there until it is rendered, by an engine that costs nothing: pictures decoded and encoded
 * @param fromWorker from there until a reader of committed records has the styled chunk
 */
public record HopReport(int chunks, long chunkBytes, HopLatency toWorker, HopLatency inWorker, HopLatency fromWorker) {}
