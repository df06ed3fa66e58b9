/** Decoded frames as RGB pictures of one size: upright, in their proportions, in the right colours. */
package dev.brushcast.media.ffmpeg.fit;
