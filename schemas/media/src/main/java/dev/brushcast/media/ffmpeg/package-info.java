/** What every FFmpeg wrapper of this module stands on: loading the libraries, their log and their error codes. */
package dev.brushcast.media.ffmpeg;
