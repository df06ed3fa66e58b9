package dev.brushcast.egress.playlist;

/**
 * A part of a segment in a media playlist.
 *
 * @param uri relative to the playlist
 * @param durationUs microseconds
 * @param independent true: it begins with a key picture
 */
public record PlaylistPart(String uri, long durationUs, boolean independent) {}
