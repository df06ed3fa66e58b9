/** SRT connections that have nothing to do with each other. */
package dev.brushcast.media.ffmpeg.srt;
