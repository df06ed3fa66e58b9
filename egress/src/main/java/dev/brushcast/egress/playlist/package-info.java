/** HLS playlists as text (RFC 8216 and its successor draft). Pure. */
package dev.brushcast.egress.playlist;
