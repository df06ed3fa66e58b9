/** Single pictures as JPEG, encoded and decoded by FFmpeg. */
package dev.brushcast.media.ffmpeg.picture;
