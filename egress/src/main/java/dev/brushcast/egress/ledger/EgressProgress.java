package dev.brushcast.egress.ledger;

/**
 * How the output goes at a moment.
 *
 * @param frames so far
 * @param fps frames put into the output per second, lately
 * @param latencyMs from capture to playable, mean of the frames that became playable last
 * @param mediaSeconds presentation time of the newest frame in its epoch
 * @param filled pictures repeated where the source had none for longer than a segment may last
 * @param provenance of the newest chunk
 */
public record EgressProgress(
        FrameCounts frames, double fps, double latencyMs, double mediaSeconds, long filled, Provenance provenance) {

    /** With frames that were read and never came to be put out. */
    public EgressProgress andDropped(String cause, long count) {
        return new EgressProgress(frames.andDropped(cause, count), fps, latencyMs, mediaSeconds, filled, provenance);
    }
}
