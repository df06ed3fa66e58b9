package dev.brushcast.egress.timeline;

import dev.brushcast.media.Rational;

/**
 * What all of an epoch has in common.
 *
 * @param epoch grows at each capture
 * @param startUs wall clock at presentation time 0, microseconds since 1970
 * @param width pixels
 * @param height pixels
 * @param frameRate nominal, Hz; numerator 0 when not known
 * @param live true: it goes on as the world does; false: a recording with an end
 */
public record EpochInfo(long epoch, long startUs, int width, int height, Rational frameRate, boolean live) {}
