package dev.brushcast.contract;

/**
 * Where everything about a stream goes.
 *
 * @param streamId the key
 * @param slot the partition
 */
public record StreamAddress(String streamId, int slot) {}
