/** Pictures, packets and times as this project's modules exchange them; FFmpeg does the work in sub-packages. */
package dev.brushcast.media;
