/** Containers: opened within limits, looked at, and read packet by packet. */
package dev.brushcast.media.ffmpeg.demux;
