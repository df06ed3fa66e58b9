package dev.brushcast.egress.playlist;

import java.time.Instant;

/**
 * A segment in a media playlist.
 *
 * @param uri relative to the playlist
 * @param durationUs microseconds
 * @param map uri of the initialisation segment it needs
 * @param airTime when its first picture was taken
 * @param discontinuity true: times, sizes or codecs begin anew here
 */
public record PlaylistEntry(String uri, long durationUs, String map, Instant airTime, boolean discontinuity) {}
