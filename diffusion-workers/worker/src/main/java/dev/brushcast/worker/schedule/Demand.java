package dev.brushcast.worker.schedule;

/**
 * What a live stream asks of the device.
 *
 * @param framesPerSecond as they come
 * @param framesPerChunk so many of them come at once
 * @param ways how they may be rendered
 */
public record Demand(double framesPerSecond, int framesPerChunk, Ways ways) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** The share of the device's time that it takes while so much is saved, of calls that so many frames share. */
    double share(Economy economy, int together) {
        return framesPerSecond * ways.under(economy).work(together) / NANOS_PER_SECOND;
    }
}
