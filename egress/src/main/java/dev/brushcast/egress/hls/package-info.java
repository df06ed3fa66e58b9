/** HLS and recordings on disk: playlists and segments that are whole whenever they can be seen. */
package dev.brushcast.egress.hls;
