package dev.brushcast.worker.topology;

/**
 * A value and the partition that it belongs on.
 *
 * @param slot the stream's slot: the partition that its chunks were read from
 * @param value what is written
 */
record Slotted<V>(int slot, V value) {}
