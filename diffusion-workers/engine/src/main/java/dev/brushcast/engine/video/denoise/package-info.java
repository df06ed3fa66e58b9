/** The denoising steps of a stream's chunks: one pass of the transformer after the other, or those of several chunks at once. */
@NullMarked
package dev.brushcast.engine.video.denoise;

import org.jspecify.annotations.NullMarked;
