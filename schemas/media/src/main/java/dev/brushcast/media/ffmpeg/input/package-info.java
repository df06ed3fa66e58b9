/** From a file, a live URL or a test picture to decoded frames and untouched audio packets on one timeline. */
package dev.brushcast.media.ffmpeg.input;
