/** Encoded pictures and sound: H.264 and AAC encoders, fragmented MP4, recordings, sessions with servers. */
package dev.brushcast.media.ffmpeg.output;
