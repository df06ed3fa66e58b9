package dev.brushcast.media.mp4;

/**
 * One picture or packet of sound in a fragment.
 *
 * @param data as the container carries it: NAL units with four-byte lengths for H.264
 * @param duration until the next sample of the track, in timescale units
 * @param sync true where a decoder can begin
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed over, never compared
public record Sample(byte[] data, long duration, boolean sync) {}
