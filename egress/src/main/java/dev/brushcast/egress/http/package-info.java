/** Serves playlists, segments and the player page over HTTP. */
package dev.brushcast.egress.http;
