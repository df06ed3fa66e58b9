package dev.brushcast.egress.rendition;

import dev.brushcast.media.RateLimit;

/**
 * One encoding of the pictures of an epoch.
 *
 * @param width pixels, even
 * @param height pixels, even
 * @param rate the most that it may need
 */
public record PictureTrack(int width, int height, RateLimit rate) {}
